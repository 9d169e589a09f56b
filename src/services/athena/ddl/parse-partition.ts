// Parses what names partitions: PARTITION (year=2024, month='01').
import type { HiveReader } from "./hive-reader.ts";
import type { Comparison, PartitionSpec, PartitionTest } from "./syntax.ts";

export function partitionSpec(reader: HiveReader): PartitionSpec {
  return new Map(
    inPartition(reader, () => {
      const key = reader.name();
      reader.expect("=");
      return [key, partitionValue(reader)] as const;
    }),
  );
}

export function partitionTests(reader: HiveReader): readonly PartitionTest[] {
  return inPartition(reader, () => ({
    key: reader.name(),
    comparison: comparison(reader),
    value: partitionValue(reader),
  }));
}

function inPartition<Item>(reader: HiveReader, item: () => Item): readonly Item[] {
  reader.expect("partition", "(");
  const items = reader.list(item);
  reader.expect(")");
  return items;
}

const COMPARISONS = ["=", "!=", "<>", "<=", ">=", "<", ">"] as const;

function comparison(reader: HiveReader): Comparison {
  const mark = reader.takeOneOf(...COMPARISONS) ?? reader.fail("<comparison>");
  return mark === "<>" ? "!=" : mark;
}

/** `'x'`, `12`, `-1`, `date '2024-01-01'`, `true` */
function partitionValue(reader: HiveReader): string {
  if (reader.take("-")) return `-${number(reader)}`;
  const { kind, text } = reader.current;
  if (kind === "number") return number(reader);
  if (text === "true" || text === "false") return reader.next().text;
  reader.takeOneOf("date", "timestamp");
  return reader.string();
}

const number = (reader: HiveReader): string =>
  reader.current.kind === "number" ? reader.next().text : reader.fail("<number>");
