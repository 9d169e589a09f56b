// One thing at a time for each name, in the order in which they came.

export class Lanes {
  readonly #last = new Map<string, Promise<unknown>>();

  async inTurn<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(run);
    const settled = turn.catch(() => undefined);
    this.#last.set(name, settled);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === settled) this.#last.delete(name);
    }
  }
}
