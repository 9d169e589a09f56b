// COUNT, SUM, AVG, MIN and MAX over all rows.
import { argumentTypes } from "./errors.ts";
import { calculated, operandOf } from "./operators.ts";
import type { AggregateName } from "./syntax.ts";
import { compare, isAbsent, numberOf, type Value } from "./values.ts";

export interface Aggregate {
  add(value: Value): void;
  result(): Value;
}

class Count implements Aggregate {
  #count = 0n;
  add(value: Value): void {
    if (!isAbsent(value)) this.#count++;
  }
  result(): Value {
    return this.#count;
  }
}

class Sum implements Aggregate {
  #sum: Value = null;
  #count = 0;
  readonly #isAverage: boolean;

  constructor(isAverage: boolean) {
    this.#isAverage = isAverage;
  }

  add(value: Value): void {
    if (isAbsent(value)) return;
    this.#count++;
    this.#sum = this.#sum === null ? operandOf(value) : calculated("+", this.#sum, value);
  }

  result(): Value {
    return this.#isAverage && this.#sum !== null ? Number(this.#sum) / this.#count : this.#sum;
  }
}

/** Text of numbers is compared as numbers. Inferred. */
class Extreme implements Aggregate {
  #best: Value = null;
  readonly #sign: 1 | -1;

  constructor(sign: 1 | -1) {
    this.#sign = sign;
  }

  add(given: Value): void {
    if (isAbsent(given)) return;
    const value = typeof given === "string" ? (numberOf(given) ?? given) : given;
    if (this.#best === null) this.#best = value;
    const order = compare(value, this.#best);
    if (order === undefined) throw argumentTypes();
    if (order * this.#sign > 0) this.#best = value;
  }

  result(): Value {
    return this.#best;
  }
}

export function newAggregate(name: AggregateName): Aggregate {
  switch (name) {
    case "COUNT":
      return new Count();
    case "SUM":
    case "AVG":
      return new Sum(name === "AVG");
    default:
      return new Extreme(name === "MAX" ? 1 : -1);
  }
}
