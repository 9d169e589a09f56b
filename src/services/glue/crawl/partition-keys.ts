// Names and values of a table's partition keys, from its folders' names: `year=2024`, or plain ones.
import type { GroupedTable } from "./grouping.ts";

export interface PartitionNaming {
  readonly keys: readonly string[];
  /** Values of each leaf, in the leaves' order. */
  readonly values: readonly (readonly string[])[];
}

const HIVE_STYLE = /^([^=]+)=(.*)$/s;

/** A level whose folders all read `key=value` with one key has that name; others are `partition_0`, `partition_1`, ... (recorded). */
export function partitionNaming({ leaves }: GroupedTable): PartitionNaming {
  const depth = leaves[0]?.levels.length ?? 0;
  const keys: string[] = [];
  for (let level = 0; level < depth; level++) {
    const key = sharedKey(leaves.map(({ levels }) => levels[level] ?? ""));
    keys.push(key !== undefined && !keys.includes(key) ? key : `partition_${level}`);
  }
  return { keys, values: leaves.map(({ levels }) => levels.map((name, level) => valueOf(name, keys[level]))) };
}

function sharedKey(names: readonly string[]): string | undefined {
  const keys = new Set(names.map((name) => HIVE_STYLE.exec(name)?.[1]?.toLowerCase()));
  const [key] = keys;
  return keys.size === 1 ? key : undefined;
}

function valueOf(name: string, key: string | undefined): string {
  const [, named, value] = HIVE_STYLE.exec(name) ?? [];
  return named?.toLowerCase() === key && value !== undefined ? unescaped(value) : name;
}

/** Hive writes special characters of a value as `%3A`. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a lone percent sign
  }
}
