// Parses partition specs: `(dt = '2024-01-01', hour = 5)`.
import type { TokenReader } from "../trino/token-reader.ts";
import { hiveName, text } from "./parse-hive.ts";
import type { PartitionSpec, PartitionTerm } from "./statement.ts";

export function partitionSpec(reader: TokenReader): PartitionSpec {
  reader.expect("(");
  const pairs = reader.list((): [string, string] => {
    const key = hiveName(reader);
    reader.expect("=");
    return [key, partitionValue(reader)];
  });
  reader.expect(")");
  return Object.fromEntries(pairs);
}

export function partitionTerms(reader: TokenReader): PartitionTerm[] {
  reader.expect("(");
  const terms = reader.list((): PartitionTerm => {
    const key = hiveName(reader);
    const mark = reader.takeOneOf("=", "<>", "!=", "<=", ">=", "<", ">") ?? reader.fail("'='");
    return { key, operator: mark === "!=" ? "<>" : mark, value: partitionValue(reader) };
  });
  reader.expect(")");
  return terms;
}

/** A text, a number, or a date literal. */
function partitionValue(reader: TokenReader): string {
  if (reader.sees("date") && reader.ahead(1).kind === "string") reader.next();
  const negative = reader.take("-");
  if (reader.current.kind === "number") return `${negative ? "-" : ""}${reader.next().text}`;
  return text(reader);
}
