// Statistics of a column, as files keep them.
import type { ProtoReader } from "./protobuf.ts";
import { ProtoWriter } from "./protobuf.ts";

/** Bounds and sums by the column's kind; undefined where the file does not say. */
export interface StatisticsFacts {
  /** Without NULLs. */
  readonly values: number;
  readonly hasNull: boolean;
  readonly min?: bigint | number | string | undefined;
  readonly max?: bigint | number | string | undefined;
  readonly sum?: bigint | number | string | undefined;
}

/** The field of ColumnStatistics that holds a kind's own. */
export type StatisticsKind = keyof typeof FIELDS;
const FIELDS = {
  int: 2,
  double: 3,
  string: 4,
  boolean: 5,
  decimal: 6,
  date: 7,
  binary: 8,
  timestamp: 9,
  collection: 12,
};

type Facts = { -readonly [Name in keyof StatisticsFacts]: StatisticsFacts[Name] };

export function readStatistics(reader: ProtoReader): StatisticsFacts {
  const facts: Facts = { values: 0, hasNull: true };
  reader.fields((field) => {
    if (field === 1) facts.values = reader.int();
    else if (field === 10) facts.hasNull = reader.int() !== 0;
    else {
      const kind = (Object.keys(FIELDS) as StatisticsKind[]).find((name) => FIELDS[name] === field);
      if (kind) readOwn(kind, reader.message(), facts);
    }
  });
  return facts;
}

function readOwn(kind: StatisticsKind, reader: ProtoReader, facts: Facts): void {
  const value = (): bigint | number | string => {
    if (kind === "double") return reader.double();
    return kind === "string" || kind === "decimal" ? reader.text() : reader.signed();
  };
  reader.fields((field) => {
    if (kind === "boolean" || kind === "collection") return;
    if (kind === "binary") facts.sum = field === 1 ? reader.signed() : facts.sum;
    else if (kind === "timestamp") {
      // 1 and 2 are in the writer's time zone; 3 and 4 in UTC.
      if (field === 3) facts.min = reader.signed();
      else if (field === 4) facts.max = reader.signed();
    } else if (field === 1) facts.min = value();
    else if (field === 2) facts.max = value();
    else if (field === 3) facts.sum = kind === "string" ? reader.signed() : value();
  });
}

export function writeStatistics(
  { values, hasNull, min, max, sum }: StatisticsFacts,
  kind: StatisticsKind | undefined,
  bytesOnDisk?: number,
): ProtoWriter {
  const writer = new ProtoWriter().int(1, values);
  if (kind) {
    const own = new ProtoWriter();
    if (kind === "boolean") own.packed(1, [Number(sum ?? 0)]);
    else if (kind === "binary") own.signed(1, BigInt(sum ?? 0));
    else if (kind === "collection") {
      if (values > 0) own.int(1, BigInt(min ?? 0)).int(2, BigInt(max ?? 0));
      own.int(3, BigInt(sum ?? 0));
    } else if (kind === "timestamp") {
      // The files' time zone is UTC: both pairs are the same.
      for (const [first, second, bound] of [
        [1, 3, min],
        [2, 4, max],
      ] as const)
        if (bound !== undefined) own.signed(first, BigInt(bound)).signed(second, BigInt(bound));
    } else {
      for (const [field, value] of [
        [1, min],
        [2, max],
        [3, sum],
      ] as const) {
        if (value === undefined) continue;
        if (typeof value === "bigint") own.signed(field, value);
        else if (typeof value === "string") own.text(field, value);
        else own.double(field, value);
      }
    }
    writer.message(FIELDS[kind], own);
  }
  writer.int(10, hasNull ? 1 : 0);
  if (bytesOnDisk !== undefined) writer.int(11, bytesOnDisk);
  return writer;
}
