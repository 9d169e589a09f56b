// Rows as sources give them: the fields of a CSV record, or a value that paths lead into.
import { invalidColumnIndex, invalidKeyPath, missingHeaders, unknownName } from "./errors.ts";
import type { Name, Step } from "./syntax.ts";
import { MISSING, type Value, valueOf } from "./values.ts";

export interface CsvRow {
  readonly fields: readonly string[];
  /** Of a file whose first record is used as its header. */
  readonly header: readonly string[] | undefined;
}

export type Row = { readonly csv: CsvRow } | { readonly tree: Value };

export type Reader = (row: Row) => Value;

const sameName = (one: string, { text, exact }: Name): boolean =>
  one === text || (!exact && one.toLowerCase() === text.toLowerCase());

/** `steps` without the table's alias. Errors: InvalidKeyPath, InvalidColumnIndex; while reading MissingHeaders. */
export function csvReader(steps: readonly Step[]): Reader {
  const [step, ...rest] = steps;
  if (step === undefined || !("name" in step) || rest.length > 0) throw invalidKeyPath();
  const { name } = step;
  const place = /^_(\d+)$/.exec(name.text)?.[1];
  if (place === "0") throw invalidColumnIndex();
  if (place !== undefined) return (row) => fieldAt(row, Number(place) - 1);
  let index: number | undefined;
  return (row) => {
    index ??= columnOf(row, name);
    return fieldAt(row, index);
  };
}

const fieldAt = (row: Row, index: number): Value => ("csv" in row ? (row.csv.fields[index] ?? MISSING) : MISSING);

function columnOf(row: Row, name: Name): number {
  const header = "csv" in row ? row.csv.header : undefined;
  if (header === undefined) throw unknownName(name.text);
  const exact = header.indexOf(name.text);
  const found = exact === -1 ? header.findIndex((one) => sameName(one, name)) : exact;
  if (found === -1) throw missingHeaders();
  return found;
}

export function treeReader(steps: readonly Step[]): Reader {
  return (row) => ("tree" in row ? follow(row.tree, steps) : MISSING);
}

function follow(start: Value, steps: readonly Step[]): Value {
  let value = start;
  for (const step of steps) value = stepInto(value, step);
  return value;
}

function stepInto(value: Value, step: Step): Value {
  if ("index" in step) return Array.isArray(value) ? valueOf(value[step.index]) : MISSING;
  if ("every" in step || typeof value !== "object" || value === null || Array.isArray(value)) return MISSING;
  const members = value as Readonly<Record<string, unknown>>;
  if (Object.hasOwn(members, step.name.text)) return valueOf(members[step.name.text]);
  if (step.name.exact) return MISSING;
  const found = Object.keys(members).find((one) => sameName(one, step.name));
  return found === undefined ? MISSING : valueOf(members[found]);
}

/** What FROM's path makes of one record: a row for each value that `[*]` meets, and one that is MISSING where it leads nowhere. */
export function* valuesAt(value: Value, steps: readonly Step[], at = 0): Generator<Value> {
  const step = steps[at];
  if (step === undefined) yield value;
  else if (!("every" in step)) yield* valuesAt(stepInto(value, step), steps, at + 1);
  else if (!Array.isArray(value) || value.length === 0) yield MISSING;
  else for (const item of value as readonly unknown[]) yield* valuesAt(valueOf(item), steps, at + 1);
}
