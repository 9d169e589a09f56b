// The lines that tell columns, three fields of at least 20 characters. Recorded, byte for byte.
import type { Column, StorageDescriptor, Table } from "./catalog.ts";
import { commentOf } from "./storage.ts";

const FIELD_WIDTH_MIN = 20;

export const padded = (text: string): string => text.padEnd(FIELD_WIDTH_MIN);

/** A line without text in any of the three fields. */
export const BLANK_LINE = "\t \t ";

/** A tab in a comment ends the line, without blanks. Recorded. */
export function columnLine({ Name, Type = "string", Comment }: Column, descriptor?: StorageDescriptor): string {
  const [comment = "", ...cut] = padded(commentOf(Comment, descriptor) ?? "").split("\t");
  return `${padded(Name)}\t${padded(Type)}\t${cut.length > 0 ? comment.trimEnd() : comment}`;
}

export const HEADING_LINE = [`# ${padded("col_name")}`, padded("data_type"), padded("comment")].join("\t");

/** The table's own columns, then its partition keys. */
export const allColumns = ({ StorageDescriptor, PartitionKeys = [] }: Table): readonly Column[] => [
  ...(StorageDescriptor?.Columns ?? []),
  ...PartitionKeys,
];

/** Nothing for a table without partitions. */
export function partitionLines({ PartitionKeys = [] }: Table): readonly string[] {
  if (PartitionKeys.length === 0) return [];
  const keys = PartitionKeys.map((key) => columnLine(key));
  return [BLANK_LINE, `# Partition Information${BLANK_LINE}`, HEADING_LINE, BLANK_LINE, ...keys];
}
