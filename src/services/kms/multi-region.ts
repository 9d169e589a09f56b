// Multi-Region keys: rows in several regions that share id, material, spec and rotation.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { KmsContext } from "./context.ts";
import { type Key, type KeyName, lacksMaterial } from "./key.ts";
import { CREATING_MS } from "./limits.ts";
import type { KmsTransaction } from "./store.ts";

/** Stores a key, and gives what it shares to its related keys in other regions. Documented in the developer guide. */
export async function putFamily(transaction: KmsTransaction, key: Key): Promise<void> {
  transaction.putKey(key);
  const { rotation, multiRegion, onDemandRotations } = key;
  for (const region of multiRegion?.regions ?? []) {
    if (region === key.name.region) continue;
    const related = await transaction.findKey({ ...key.name, region });
    const materials = key.origin === "EXTERNAL" ? related?.materials : key.materials;
    if (related && materials) transaction.putKey({ ...related, materials, rotation, multiRegion, onDemandRotations });
  }
}

/** Replicas are Creating for a moment. */
export const creationTimer = ({ name: { account, region, keyId }, name }: Key, nowMs: number): DurableTimer => ({
  kind: "create-replica",
  key: `${account}/${region}/${keyId}`,
  dueMs: nowMs + CREATING_MS,
  payload: name,
});

export const createReplica: JobHandler<KmsContext> = async ({ payload }, { store }) => {
  await store.transact(async (transaction) => {
    const key = await transaction.findKey(payload as KeyName);
    if (key?.state !== "Creating") return;
    transaction.putKey({ ...key, state: lacksMaterial(key) ? "PendingImport" : "Enabled" });
  });
};
