// The `.metadata` object beside a result: its columns in protocol buffers. Field numbers inferred from what clients decode.
import type { ColumnInfo } from "@aws-sdk/client-athena";

const LENGTH_DELIMITED = 2;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

function text(field: number, value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([...varint((field << 3) | LENGTH_DELIMITED), ...varint(bytes.length)]), bytes]);
}

const number = (field: number, value: number): Buffer => Buffer.from([...varint(field << 3), ...varint(value)]);

function message(field: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([...varint((field << 3) | LENGTH_DELIMITED), ...varint(body.length)]), body]);
}

export function metadataFile(executionId: string, columns: readonly ColumnInfo[]): Buffer {
  const described = columns.map((column) =>
    message(
      4,
      text(1, column.CatalogName ?? ""),
      text(4, column.Name ?? ""),
      text(5, column.Label ?? ""),
      text(6, column.Type ?? ""),
      number(7, column.Precision ?? 0),
      number(8, column.Scale ?? 0),
      number(9, column.Nullable === "NOT_NULL" ? 1 : column.Nullable === "NULLABLE" ? 2 : 3),
      number(10, column.CaseSensitive ? 1 : 0),
    ),
  );
  return Buffer.concat([text(2, executionId), ...described]);
}
