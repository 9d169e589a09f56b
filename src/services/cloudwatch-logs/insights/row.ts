// What a query works on: one event, or one row of what an earlier command made of events.

export type Value = string | number | boolean | undefined;

export interface Row {
  get(name: string): Value;
  set(name: string, value: Value): void;
}

/** A number, also one that is written as text. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === "number") return Number.isNaN(value) ? undefined : value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

export const isTrue = (value: Value): boolean => value === true || (typeof value === "number" && value !== 0);

export const textOf = (value: Value): string => (value === undefined ? "" : String(value));

/** Numbers by value, everything else as text. */
export function compareValues(left: Value, right: Value): number {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return one - other;
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  const [a, b] = [String(left), String(right)];
  return a < b ? -1 : Number(a > b);
}

/** Rows that commands make. */
export class MadeRow implements Row {
  readonly #values: Map<string, Value>;

  constructor(values: Iterable<readonly [string, Value]>) {
    this.#values = new Map(values);
  }

  get(name: string): Value {
    return this.#values.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }
}
