// The name of a Hive partition, `year=2024/day=01%3A02`, and the values in it.
import { taskFailed } from "./failure.ts";
import type { PartitionSpec } from "./syntax.ts";

/** Characters that Hive writes as `%3A` in names of partitions. */
// oxlint-disable-next-line no-control-regex
const ESCAPED = /[\u0001-\u001f"#%'*/:=?\\\u007f{[\]^]/g;

export const partitionName = (keys: readonly string[], values: readonly string[]): string =>
  keys.map((key, index) => `${escaped(key)}=${escaped(values[index] ?? "")}`).join("/");

const escaped = (text: string): string =>
  text.replaceAll(ESCAPED, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);

/** The values, or undefined when the folders are not `key=value` for exactly these keys. Documented: case matters. */
export function valuesInName(name: string, keys: readonly string[]): readonly string[] | undefined {
  const folders = name.split("/");
  if (folders.length !== keys.length) return undefined;
  const values = folders.map((folder, index) => {
    const key = `${keys[index]}=`;
    return folder.startsWith(key) && folder.length > key.length ? unescaped(folder.slice(key.length)) : undefined;
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

const unescaped = (text: string): string =>
  text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

export interface PartitionKey {
  readonly name: string;
  readonly type: string;
}

/** The values in the table's order. Errors: Hive's words for a spec that does not fit (inferred for Athena). */
export function valuesOfSpec(spec: PartitionSpec, keys: readonly PartitionKey[]): readonly string[] {
  const told = `{${[...spec].map(([key, value]) => `${key}=${value}`).join(", ")}}`;
  if (keys.length === 0) throw taskFailed(`table is not partitioned but partition spec exists: ${told}`);
  if (spec.size !== keys.length || keys.some(({ name }) => !spec.has(name)))
    throw taskFailed(
      `table is partitioned but partition spec is not specified or does not fully match table partitioning: ${told}`,
    );
  return keys.map(({ name, type }) => canonicalValue(spec.get(name) ?? "", type));
}

/** Hive writes whole numbers without leading zeros. */
export const canonicalValue = (value: string, type: string): string =>
  /^(?:tinyint|smallint|int|bigint)$/.test(type) && /^-?\d+$/.test(value) ? String(BigInt(value)) : value;
