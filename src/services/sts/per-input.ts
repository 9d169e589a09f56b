// Works something out once for a request: the access rule and the operation see the same input.

export class PerInput<Value> {
  readonly #known = new WeakMap<object, Promise<Value>>();

  of(input: object, work: () => Promise<Value>): Promise<Value> {
    const known = this.#known.get(input);
    if (known) return known;
    const value = work();
    this.#known.set(input, value);
    return value;
  }
}
