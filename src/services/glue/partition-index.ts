// Partition indexes: which keys they may be of.
import { invalidInput } from "./errors.ts";
import type { TableInputRow } from "./store/inputs.ts";

/** Errors: InvalidInputException unless every key is one of the table's partition keys (text inferred). */
export function checkIndexKeys(keys: readonly string[], table: TableInputRow): readonly string[] {
  const known = new Set(table.PartitionKeys?.map(({ Name }) => Name.toLowerCase()));
  const strange = keys.filter((key) => !known.has(key.toLowerCase()));
  if (strange.length > 0 || keys.length === 0) {
    throw invalidInput(`Keys : [${strange.join(", ")}] are not partition keys of the table`);
  }
  return keys;
}
