// Typed tables over keys and bytes: rows in MessagePack behind the version of their shape.
import { Packr } from "msgpackr";
import { EngineError } from "../../kit/errors.ts";
import type { Key, KeyValue, PageEntry, Range, Reads, Transaction } from "./keyvalue.ts";
import { PackedMembers } from "./packed.ts";

const VERSION_MAX = 255;

export interface TableDefinition {
  /** First part of every key, e.g. `kinesis.streams`; unique in the platform. */
  readonly name: string;
  /** Of the shape that `Row` has now: 1, 2, ... */
  readonly version: number;
  /** From each older version to the next: `{ 1: (old: RowV1): RowV2 => ... }`. */
  readonly upgrades: Readonly<Record<number, (old: never) => unknown>>;
}

interface Row<Shape> {
  /** Without the table's name. */
  readonly key: Key;
  readonly row: Shape;
}

/** A range whose keys are without the table's name; without a prefix: the whole table. */
type TableRange = Omit<Range, "prefix"> & { readonly prefix?: Key };

export interface Table<Shape> {
  get(reads: Reads, key: Key): Promise<Shape | undefined>;
  scan(reads: Reads, range?: TableRange): AsyncIterable<Row<Shape>>;
  /** Reads these members of many rows: the other ones cost next to nothing. */
  reader<Name extends keyof Shape & string>(names: readonly Name[]): MembersReader<Pick<Shape, Name>>;
  put(transaction: Transaction, key: Key, row: Shape): void;
  delete(transaction: Transaction, key: Key): void;
}

/** In pages, as `KeyValue.pages`. */
export type MembersReader<Members> = (
  keyvalue: KeyValue,
  range: Omit<TableRange, "reverse">,
  firstPage: number,
) => AsyncIterable<readonly PageEntry<Members>[]>;

/**
 * Declares a table. Rows are plain objects that may hold Date, Uint8Array, bigint, arrays and sets (no Map; -0 becomes 0).
 */
export function table<Shape extends object>(definition: TableDefinition): Table<Shape> {
  const { name, version } = definition;
  assertUpgradable(definition);
  const read = (value: Uint8Array): Shape => decode(definition, value) as Shape;
  return {
    async get(reads, key) {
      const value = await reads.get([name, ...key]);
      return value && read(value);
    },
    async *scan(reads, range = {}) {
      for await (const { key, value } of reads.scan(fullRange(name, range)))
        yield { key: key.slice(1), row: read(value) };
    },
    reader(names) {
      const members = new PackedMembers(names);
      const readMembers = (value: Buffer): Shape =>
        ((value[0] === version ? members.read(value, 1, unpack) : undefined) as Shape | undefined) ?? read(value);
      return (keyvalue, range, firstPage) => keyvalue.pages(fullRange(name, range), firstPage, readMembers);
    },
    put(transaction, key, row) {
      transaction.put([name, ...key], encode(version, row));
    },
    delete(transaction, key) {
      transaction.delete([name, ...key]);
    },
  };
}

const rows = new Packr({
  useRecords: false,
  moreTypes: true,
  useBigIntExtension: true,
  copyBuffers: true,
});

const unpack = (bytes: Uint8Array, start: number, end: number): unknown => rows.unpack(bytes, { start, end });

const fullRange = (name: string, range: TableRange): Range => ({
  ...range,
  prefix: [name, ...(range.prefix ?? [])],
  ...(range.after && { after: [name, ...range.after] }),
  ...(range.from && { from: [name, ...range.from] }),
});

function encode(version: number, row: object): Uint8Array {
  const packed = rows.pack(row);
  const value = Buffer.allocUnsafe(packed.length + 1);
  value[0] = version;
  value.set(packed, 1);
  return value;
}

function decode({ name, version, upgrades }: TableDefinition, value: Uint8Array): unknown {
  const stored = value[0] ?? 0;
  if (stored === 0 || stored > version)
    throw new EngineError(
      "keyvalue",
      "corrupt",
      `A row of ${name} has version ${stored}; this release reads up to ${version}.`,
    );
  let row: unknown = rows.unpack(value, { start: 1 });
  for (let from = stored; from < version; from++) row = upgrades[from]?.(row as never);
  return row;
}

function assertUpgradable({ name, version, upgrades }: TableDefinition): void {
  if (!Number.isInteger(version) || version < 1 || version > VERSION_MAX)
    throw new Error(`Table ${name}: version ${version}`);
  for (let from = 1; from < version; from++) {
    if (!upgrades[from]) throw new Error(`Table ${name} has no upgrade from version ${from}`);
  }
}
