// Multi-Region keys: rows in several regions that share id, material, spec and rotation.
import type { Key } from "./key.ts";
import type { KmsTransaction } from "./store.ts";

/** Stores a key, and gives what it shares to its related keys in other regions. Documented in the developer guide. */
export async function putFamily(transaction: KmsTransaction, key: Key): Promise<void> {
  transaction.putKey(key);
  const { materials, rotation, multiRegion, onDemandRotations } = key;
  for (const region of multiRegion?.regions ?? []) {
    if (region === key.name.region) continue;
    const related = await transaction.findKey({ ...key.name, region });
    if (related) transaction.putKey({ ...related, materials, rotation, multiRegion, onDemandRotations });
  }
}
