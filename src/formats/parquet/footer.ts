// Reads a Parquet file's schema and row count from its footer.
import { THRIFT, ThriftReader } from "./thrift-compact.ts";

/** One node of the schema tree, with the names that Parquet's format gives the numbers. */
export interface ParquetNode {
  readonly name: string;
  /** Undefined for a group. */
  readonly physical: ParquetPhysical | undefined;
  readonly repetition: "required" | "optional" | "repeated";
  readonly logical: ParquetLogical;
  readonly children: readonly ParquetNode[];
}

type ParquetPhysical =
  | "boolean"
  | "int32"
  | "int64"
  | "int96"
  | "float"
  | "double"
  | "byte_array"
  | "fixed_len_byte_array";

type ParquetLogical =
  | { readonly kind: "none" | "string" | "map" | "list" | "date" | "time" | "timestamp" | "bson" | "uuid" | "float16" }
  | { readonly kind: "decimal"; readonly precision: number; readonly scale: number }
  | { readonly kind: "integer"; readonly bits: number; readonly signed: boolean };

export interface ParquetFooter {
  readonly root: ParquetNode;
  readonly rowCount: number;
}

/** A file ends with its footer, the footer's length in 4 bytes and the magic `PAR1`. */
export const PARQUET_TAIL_BYTES = 8;

/** The schema stands first in a footer; more than this is not read of one. */
export const FOOTER_READ_MAX_BYTES = 16 * 1024 * 1024;

const SCHEMA_DEPTH_MAX = 64;
const SCHEMA_NODES_MAX = 100_000;
const PHYSICAL = [
  "boolean",
  "int32",
  "int64",
  "int96",
  "float",
  "double",
  "byte_array",
  "fixed_len_byte_array",
] as const;
const REPETITIONS = ["required", "optional", "repeated"] as const;

/** The footer's length in bytes, from the last 8 bytes of a file; undefined when it is no (readable) Parquet file. */
export function footerLength(tail: Uint8Array, fileBytes: number): number | undefined {
  if (tail.length !== PARQUET_TAIL_BYTES || Buffer.from(tail.subarray(4)).toString("latin1") !== "PAR1")
    return undefined;
  const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
  return length > 0 && length + PARQUET_TAIL_BYTES <= fileBytes ? length : undefined;
}

/** From the footer's bytes, or the first FOOTER_READ_MAX_BYTES of them; undefined when they are damaged. */
export function readFooter(bytes: Uint8Array): ParquetFooter | undefined {
  try {
    const elements: SchemaElement[] = [];
    let rowCount = 0;
    const reader = new ThriftReader(bytes);
    // FileMetaData: 1 version, 2 schema, 3 num_rows, 4 row_groups and what nobody needs here.
    reader.struct(({ id }) => {
      if (id === 2) reader.list(() => void elements.push(readElement(reader)));
      else if (id === 3) rowCount = reader.int();
      else return id > 3 ? "stop" : "skip";
      return "read";
    });
    const root = treeOf(elements);
    return root && { root, rowCount };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

interface SchemaElement {
  name: string;
  physical: number | undefined;
  repetition: number;
  childCount: number;
  converted: number | undefined;
  scale: number;
  precision: number;
  logical: ParquetLogical | undefined;
}

function readElement(reader: ThriftReader): SchemaElement {
  const element: SchemaElement = {
    name: "",
    physical: undefined,
    repetition: 0,
    childCount: 0,
    converted: undefined,
    scale: 0,
    precision: 0,
    logical: undefined,
  };
  reader.struct(({ id }) => {
    if (id === 1) element.physical = reader.int();
    else if (id === 3) element.repetition = reader.int();
    else if (id === 4) element.name = reader.text();
    else if (id === 5) element.childCount = reader.int();
    else if (id === 6) element.converted = reader.int();
    else if (id === 7) element.scale = reader.int();
    else if (id === 8) element.precision = reader.int();
    else if (id === 10) element.logical = readLogical(reader);
    else return "skip";
    return "read";
  });
  return element;
}

/** LogicalType is a union: one field, whose number says which. */
function readLogical(reader: ThriftReader): ParquetLogical | undefined {
  const plain = { 1: "string", 2: "map", 3: "list", 4: "string", 6: "date", 7: "time", 8: "timestamp" } as const;
  const further = { 12: "string", 13: "bson", 14: "uuid", 15: "float16" } as const;
  const kinds: Readonly<Record<number, Exclude<ParquetLogical["kind"], "decimal" | "integer">>> = {
    ...plain,
    ...further,
  };
  let logical: ParquetLogical | undefined;
  reader.struct(({ id }) => {
    if (id === 5) logical = readDecimal(reader);
    else if (id === 10) logical = readInteger(reader);
    else {
      const kind = kinds[id];
      if (kind !== undefined) logical = { kind };
      return "skip";
    }
    return "read";
  });
  return logical;
}

function readDecimal(reader: ThriftReader): ParquetLogical {
  let scale = 0;
  let precision = 0;
  reader.struct(({ id }) => {
    if (id === 1) scale = reader.int();
    else if (id === 2) precision = reader.int();
    else return "skip";
    return "read";
  });
  return { kind: "decimal", precision, scale };
}

function readInteger(reader: ThriftReader): ParquetLogical {
  let bits = 32;
  let signed = true;
  reader.struct(({ id, type }) => {
    if (id === 1) {
      bits = reader.byte();
      return "read";
    }
    if (id === 2) signed = type === THRIFT.true;
    return "skip";
  });
  return { kind: "integer", bits, signed };
}

/** ConvertedType, which older writers set instead of a logical type. Documented: parquet.thrift. */
function convertedLogical({ converted, precision, scale }: SchemaElement): ParquetLogical {
  if (converted === undefined) return { kind: "none" };
  if (converted === 5) return { kind: "decimal", precision, scale };
  if (converted >= 11 && converted <= 18) {
    return { kind: "integer", bits: 8 << ((converted - 11) % 4), signed: converted >= 15 };
  }
  const kinds = { 0: "string", 1: "map", 2: "map", 3: "list", 4: "string", 6: "date", 7: "time", 8: "time" } as const;
  const further = { 9: "timestamp", 10: "timestamp", 19: "string", 20: "bson" } as const;
  const all: Readonly<Record<number, Exclude<ParquetLogical["kind"], "decimal" | "integer">>> = {
    ...kinds,
    ...further,
  };
  return { kind: all[converted] ?? "none" };
}

/** The flat list is the tree in depth-first order, each element with its number of children. */
function treeOf(elements: readonly SchemaElement[]): ParquetNode | undefined {
  if (elements.length === 0 || elements.length > SCHEMA_NODES_MAX) return undefined;
  let next = 0;
  const take = (depth: number): ParquetNode => {
    const element = elements[next++];
    if (element === undefined || depth > SCHEMA_DEPTH_MAX) throw new RangeError("the schema's tree does not close");
    const children: ParquetNode[] = [];
    for (let count = element.childCount; count > 0; count--) children.push(take(depth + 1));
    return {
      name: element.name,
      physical: element.childCount > 0 || element.physical === undefined ? undefined : PHYSICAL[element.physical],
      repetition: REPETITIONS[element.repetition] ?? "required",
      logical: element.logical ?? convertedLogical(element),
      children,
    };
  };
  const root = take(0);
  return next === elements.length ? root : undefined;
}
