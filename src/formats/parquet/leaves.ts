// Parquet's view of vectors: the schema's tree, and each leaf's values with their repetition and definition levels.
import type { Vector } from "../../kit/vector.ts";
import type { HiveType } from "../hive-type.ts";
import { ThriftStruct } from "./thrift-writer.ts";

const REQUIRED = 0;
const OPTIONAL = 1;
const REPEATED = 2;
/** ConvertedType. Documented: parquet.thrift. */
const CONVERTED = { utf8: 0, map: 1, list: 3, decimal: 5, date: 6, timestampMicros: 10, int8: 15, int16: 16 };
/** Type. */
const PHYSICAL = { boolean: 0, int32: 1, int64: 2, float: 4, double: 5, byteArray: 6, fixed: 7 };
const HUGE_BYTES = 16;

/** Where a level's values stand: one an entry, -1 where there is none. */
interface Entries {
  readonly repetition: Uint8Array;
  readonly definition: Uint8Array;
  readonly index: Int32Array;
}

export interface Leaf {
  readonly path: readonly string[];
  readonly kind: HiveType["kind"];
  readonly physical: number;
  readonly repetitionMax: number;
  readonly definitionMax: number;
}

export interface LeafValues extends Entries {
  readonly vector: Vector;
}

/** The schema's elements in depth-first order, and its leaves. */
export class ParquetSchema {
  readonly elements: ThriftStruct[] = [];
  readonly leaves: Leaf[] = [];

  constructor(columns: readonly { readonly name: string; readonly type: HiveType }[]) {
    this.elements.push(new ThriftStruct().text(4, "schema").i32(5, columns.length));
    for (const { name, type } of columns) this.#add(name, type, OPTIONAL, [], 0, 0);
  }

  #add(name: string, type: HiveType, repetition: number, above: readonly string[], rep: number, def: number): void {
    const path = [...above, name];
    const own = def + (repetition === REQUIRED ? 0 : 1);
    const group = (children: number, converted?: number): void => {
      const element = new ThriftStruct().i32(3, repetition).text(4, name).i32(5, children);
      this.elements.push(converted === undefined ? element : element.i32(6, converted));
    };
    const repeated = (of: string, children: number): string[] => {
      this.elements.push(new ThriftStruct().i32(3, REPEATED).text(4, of).i32(5, children));
      return [...path, of];
    };
    if (type.kind === "struct") {
      group(type.fields.length);
      for (const field of type.fields) this.#add(field.name, field.type, OPTIONAL, path, rep, own);
    } else if (type.kind === "array") {
      group(1, CONVERTED.list);
      this.#add("element", type.element, OPTIONAL, repeated("list", 1), rep + 1, own + 1);
    } else if (type.kind === "map") {
      group(1, CONVERTED.map);
      const entry = repeated("key_value", 2);
      this.#add("key", type.key, REQUIRED, entry, rep + 1, own + 1);
      this.#add("value", type.value, OPTIONAL, entry, rep + 1, own + 1);
    } else {
      const physical = physicalOf(type);
      this.elements.push(leafElement(name, type, physical, repetition));
      this.leaves.push({ path, kind: type.kind, physical, repetitionMax: rep, definitionMax: own });
    }
  }
}

function physicalOf(type: HiveType): number {
  switch (type.kind) {
    case "boolean":
    case "float":
    case "double":
      return PHYSICAL[type.kind];
    case "tinyint":
    case "smallint":
    case "int":
    case "date":
      return PHYSICAL.int32;
    case "bigint":
    case "timestamp":
      return PHYSICAL.int64;
    case "decimal":
      return type.precision <= 18 ? PHYSICAL.int64 : PHYSICAL.fixed;
    default:
      return PHYSICAL.byteArray;
  }
}

function leafElement(name: string, type: HiveType, physical: number, repetition: number): ThriftStruct {
  const element = new ThriftStruct().i32(1, physical);
  if (physical === PHYSICAL.fixed) element.i32(2, HUGE_BYTES);
  element.i32(3, repetition).text(4, name);
  switch (type.kind) {
    case "tinyint":
      return element.i32(6, CONVERTED.int8);
    case "smallint":
      return element.i32(6, CONVERTED.int16);
    case "date":
      return element.i32(6, CONVERTED.date);
    case "timestamp":
      return element.i32(6, CONVERTED.timestampMicros);
    case "decimal":
      return element.i32(6, CONVERTED.decimal).i32(7, type.scale).i32(8, type.precision);
    case "string":
    case "char":
    case "varchar":
      return element.i32(6, CONVERTED.utf8);
    default:
      return element;
  }
}

/** Each leaf's values, in the order of the schema's leaves. Vectors have no unions. */
export function leavesOf(vector: Vector): LeafValues[] {
  const entries = {
    repetition: new Uint8Array(vector.count),
    definition: new Uint8Array(vector.count),
    index: Int32Array.from({ length: vector.count }, (_, row) => row),
  };
  return shred(vector, entries, 0, true);
}

function shred(vector: Vector, outer: Entries, rep: number, optional: boolean): LeafValues[] {
  const own = optional ? present(vector, outer) : outer;
  switch (vector.kind) {
    case "struct":
      return vector.children.flatMap((child) => shred(child, own, rep, true));
    case "list":
      return shred(vector.child, unrolled(vector.offsets, own, rep + 1), rep + 1, true);
    case "map": {
      const inner = unrolled(vector.offsets, own, rep + 1);
      return [...shred(vector.keys, inner, rep + 1, false), ...shred(vector.items, inner, rep + 1, true)];
    }
    default:
      return [{ ...own, vector }];
  }
}

/** One level further where there is a value. */
function present({ nulls }: Vector, { repetition, definition, index }: Entries): Entries {
  const [levels, at] = [definition.slice(), index.slice()];
  for (let entry = 0; entry < index.length; entry++) {
    const row = index[entry]!;
    if (row === -1) continue;
    if (nulls?.[row] === 1) at[entry] = -1;
    else levels[entry]!++;
  }
  return { repetition, definition: levels, index: at };
}

/** One entry a child; an empty list is one entry without a value. */
function unrolled(offsets: Int32Array, { repetition, definition, index }: Entries, rep: number): Entries {
  let count = 0;
  for (const row of index) count += row === -1 ? 1 : Math.max(1, offsets[row + 1]! - offsets[row]!);
  const to = { repetition: new Uint8Array(count), definition: new Uint8Array(count), index: new Int32Array(count) };
  let at = 0;
  for (let entry = 0; entry < index.length; entry++) {
    const row = index[entry]!;
    const [start, end] = row === -1 ? [0, 0] : [offsets[row]!, offsets[row + 1]!];
    to.repetition[at] = repetition[entry]!;
    to.definition[at] = definition[entry]!;
    to.index[at] = -1;
    for (let child = start; child < end; child++) {
      to.repetition[at] = child === start ? repetition[entry]! : rep;
      to.definition[at] = definition[entry]! + 1;
      to.index[at++] = child;
    }
    if (start === end) at++;
  }
  return to;
}
