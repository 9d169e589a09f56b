// Compares what a crawl found with what the catalog has.
import { isDeepStrictEqual } from "node:util";
import type { PartitionInputRow, StorageDescriptorRow, TableInputRow } from "../store/inputs.ts";
import { COUNTED_PARAMETERS } from "./table-definition.ts";

/** How a table or partition that is gone from its source is marked: with the time in epoch ms (recorded). */
export const DEPRECATED = "DEPRECATED_BY_CRAWLER";

/** The found definition, with what the crawler does not know of the old one: description, retention, columns' comments. */
export function mergedDefinition(old: TableInputRow, found: TableInputRow, mergeNewColumns: boolean): TableInputRow {
  const descriptor = found.StorageDescriptor ?? {};
  const { [DEPRECATED]: _, ...kept } = old.Parameters ?? {};
  return {
    ...old,
    ...found,
    Retention: old.Retention ?? 0,
    Parameters: { ...kept, ...found.Parameters },
    StorageDescriptor: { ...descriptor, Columns: mergedColumns(old.StorageDescriptor, descriptor, mergeNewColumns) },
    // Partitions are kept under their values: keys that change their number would orphan them.
    ...(old.PartitionKeys?.length === found.PartitionKeys?.length && { PartitionKeys: old.PartitionKeys }),
  };
}

type Columns = NonNullable<StorageDescriptorRow["Columns"]>;

function mergedColumns(
  old: StorageDescriptorRow | undefined,
  found: StorageDescriptorRow,
  mergeNewColumns: boolean,
): Columns {
  const before = old?.Columns ?? [];
  const after = found.Columns ?? [];
  const known = new Map(before.map((column) => [column.Name.toLowerCase(), column]));
  if (mergeNewColumns) return [...before, ...after.filter(({ Name }) => !known.has(Name))];
  return after.map((column) => ({ ...known.get(column.Name), ...column }));
}

/** Whether anything but counts differs. */
export const definitionChanged = (old: TableInputRow, next: TableInputRow): boolean =>
  !isDeepStrictEqual(comparable(old), comparable(next));

export const partitionChanged = (old: PartitionInputRow, next: PartitionInputRow): boolean =>
  !isDeepStrictEqual(comparable(old), comparable(next));

/** Without counts and times, and without members that are undefined. */
function comparable(input: TableInputRow | PartitionInputRow): unknown {
  const { LastAccessTime: _, Parameters, StorageDescriptor, ...rest } = input;
  const descriptor = { ...StorageDescriptor, Parameters: uncounted(StorageDescriptor?.Parameters) };
  return JSON.parse(JSON.stringify({ ...rest, Parameters: uncounted(Parameters), StorageDescriptor: descriptor }));
}

function uncounted(parameters: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  const counted: readonly string[] = COUNTED_PARAMETERS;
  const left = Object.entries(parameters ?? {}).filter(([key]) => !counted.includes(key));
  return Object.fromEntries(left.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
