// Infers a table's columns from JSON text: values one after the other, on one line each or spread over several.
import { formatHiveType, type HiveType } from "../hive-type.ts";
import type { InferredColumn } from "./columns.ts";
import { type JsonShape, mergeShapes, readShape, skipBlanks } from "./json-shape.ts";

export interface JsonInference {
  readonly columns: readonly InferredColumn[];
  /** Names of the fields as the data spells them, in the columns' order. */
  readonly paths: readonly string[];
  /** Whole records in the text. */
  readonly recordCount: number;
  /** Characters of the text that those records take. */
  readonly recordsEnd: number;
}

/** Steps from a value to the records in it, from a JSON classifier's path. `*` stands for every element of a list. */
export type JsonPath = readonly string[];

/** `$.a.b[*]` in parts; undefined when the path is of a form that is not read. */
export function parseJsonPath(text: string): JsonPath | undefined {
  if (!text.startsWith("$")) return undefined;
  const steps: string[] = [];
  const step = /\.([A-Za-z_][\w-]*|\*)|\[\*\]|\['([^']+)'\]/y;
  step.lastIndex = 1;
  for (let at = 1; at < text.length; at = step.lastIndex) {
    const match = step.exec(text);
    if (match === null) return undefined;
    steps.push(match[1] ?? match[2] ?? "*");
  }
  return steps;
}

/**
 * Undefined when the text is not JSON records. Every record must be an object; a list at the top is one record with the
 * column `array`, as Glue's built-in classifier has it, unless `path` leads into it.
 * `complete` says that the text is the whole file: then nothing may follow the last record.
 */
export function inferJson(text: string, complete: boolean, path: JsonPath = []): JsonInference | undefined {
  let shape: JsonShape = { kind: "unknown" };
  let recordCount = 0;
  let at = skipBlanks(text, text.startsWith("\uFEFF") ? 1 : 0);
  while (at < text.length) {
    const value = readShape(text, at);
    if (value === undefined) {
      if (complete || recordCount === 0) return undefined;
      break; // the sample ends within a record
    }
    const records = recordsAt(value.shape, path);
    if (records === undefined) return undefined;
    shape = mergeShapes(shape, records);
    recordCount++;
    at = skipBlanks(text, value.end);
  }
  if (shape.kind !== "struct" || shape.fields.size === 0) return undefined;
  return { ...columnsOf(shape.fields), recordCount, recordsEnd: at };
}

/** The shape of the records that the path leads to. */
function recordsAt(value: JsonShape, path: JsonPath): JsonShape | undefined {
  let shape = value;
  for (const step of path) {
    if (step === "*" && shape.kind === "array") shape = shape.element;
    else if (shape.kind === "struct" && shape.fields.has(step)) shape = shape.fields.get(step)!;
    else return undefined;
  }
  if (shape.kind === "struct") return shape;
  return shape.kind === "array" ? { kind: "struct", fields: new Map([["array", shape]]) } : undefined;
}

function columnsOf(fields: ReadonlyMap<string, JsonShape>): Pick<JsonInference, "columns" | "paths"> {
  const folded = new Map<string, { path: string; shape: JsonShape }>();
  for (const [path, shape] of fields) {
    const name = path.toLowerCase();
    const known = folded.get(name);
    folded.set(name, known ? { path: known.path, shape: mergeShapes(known.shape, shape) } : { path, shape });
  }
  return {
    columns: [...folded].map(([name, { shape }]) => ({ name, type: formatHiveType(hiveTypeOf(shape)) })),
    paths: [...folded.values()].map(({ path }) => path),
  };
}

/** Fields whose names a Hive type's text cannot carry. */
const UNSPEAKABLE = /[:,<>`]|^\s*$/;

function hiveTypeOf(shape: JsonShape): HiveType {
  switch (shape.kind) {
    case "unknown":
      return { kind: "string" };
    case "array":
      return { kind: "array", element: hiveTypeOf(shape.element) };
    case "struct": {
      const fields = [...shape.fields].filter(([name]) => !UNSPEAKABLE.test(name));
      if (fields.length === 0) return { kind: "string" };
      return { kind: "struct", fields: fields.map(([name, field]) => ({ name, type: hiveTypeOf(field) })) };
    }
    default:
      return { kind: shape.kind };
  }
}
