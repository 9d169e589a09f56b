// The commands of a query as stages, through which rows go one by one.
import type { Aggregate } from "./aggregates.ts";
import type { Expression } from "./expression.ts";
import { compareValues, isTrue, MadeRow, type Row, textOf } from "./row.ts";

export interface Stage {
  /** True when it wants no more. */
  push(row: Row): boolean;
  /** After the last row. */
  end(): void;
}

/** Where a stage's rows go. */
export type Make = (next: Stage) => Stage;

/** Groups that `stats` keeps, and values that `dedup` does. */
const GROUPS_MAX = 100_000;

export interface Named {
  readonly name: string;
  readonly value: Expression;
}

/** Each by itself: what it leaves out goes no further. */
const passing =
  (pass: (row: Row) => boolean): Make =>
  (next) => ({ push: (row) => (pass(row) ? next.push(row) : false), end: () => next.end() });

export const filterStage = (condition: Expression): Make => passing((row) => isTrue(condition(row)));

/** Computed fields are there for the commands that follow. */
export const fieldsStage = (fields: readonly Named[]): Make =>
  passing((row) => {
    for (const { name, value } of fields) row.set(name, value(row));
    return true;
  });

export const parseStage = (input: Expression, expression: RegExp, names: readonly string[]): Make =>
  passing((row) => {
    const match = expression.exec(textOf(input(row)));
    if (!match) return true;
    const values = match.groups ? names.map((name) => match.groups?.[name]) : match.slice(1);
    for (const [index, name] of names.entries()) if (values[index] !== undefined) row.set(name, values[index]);
    return true;
  });

export function dedupStage(fields: readonly Expression[]): Make {
  const seen = new Set<string>();
  return passing((row) => {
    const key = JSON.stringify(fields.map((field) => field(row) ?? null));
    if (seen.has(key) || seen.size >= GROUPS_MAX) return false;
    seen.add(key);
    return true;
  });
}

export const limitStage =
  (count: number): Make =>
  (next) => {
    let left = count;
    return {
      push(row) {
        if (left <= 0) return true;
        left -= 1;
        return next.push(row) || left === 0;
      },
      end: () => next.end(),
    };
  };

export interface Order {
  readonly value: Expression;
  readonly isDescending: boolean;
}

/** Keeps the first `keptMax` only: no more are shown. */
export const sortStage =
  (orders: readonly Order[], keptMax: number): Make =>
  (next) => {
    let rows: { readonly row: Row; readonly keys: readonly ReturnType<Expression>[] }[] = [];
    const sort = (): void => {
      rows = rows
        .toSorted((left, right) => {
          for (const [index, { isDescending }] of orders.entries()) {
            const order = compareValues(left.keys[index], right.keys[index]);
            if (order !== 0) return isDescending ? -order : order;
          }
          return 0;
        })
        .slice(0, keptMax);
    };
    return {
      push(row) {
        rows.push({ row, keys: orders.map(({ value }) => value(row)) });
        if (rows.length >= keptMax * 2) sort();
        return false;
      },
      end() {
        sort();
        for (const { row } of rows) if (next.push(row)) break;
        next.end();
      },
    };
  };

export interface Counted {
  readonly name: string;
  readonly make: () => Aggregate;
}

export const statsStage =
  (aggregates: readonly Counted[], by: readonly Named[]): Make =>
  (next) => {
    const groups = new Map<
      string,
      { readonly keys: readonly (readonly [string, ReturnType<Expression>])[]; readonly counts: readonly Aggregate[] }
    >();
    return {
      push(row) {
        const keys = by.map(({ name, value }) => [name, value(row)] as const);
        const id = JSON.stringify(keys.map(([, value]) => value ?? null));
        let group = groups.get(id);
        if (!group) {
          if (groups.size >= GROUPS_MAX) return false;
          groups.set(id, (group = { keys, counts: aggregates.map(({ make }) => make()) }));
        }
        for (const count of group.counts) count.add(row);
        return false;
      },
      end() {
        if (groups.size === 0 && by.length === 0)
          groups.set("", { keys: [], counts: aggregates.map(({ make }) => make()) });
        for (const { keys, counts } of groups.values()) {
          const values = counts.map((count, index) => [aggregates[index]?.name ?? "", count.value()] as const);
          if (next.push(new MadeRow([...keys, ...values]))) break;
        }
        next.end();
      },
    };
  };
