// Deletion of keys: after a waiting period on the clock, with everything that names them.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { KmsContext } from "./context.ts";
import { isReplica, type Key, type KeyName } from "./key.ts";
import { DAY_MS } from "./limits.ts";
import { putFamily } from "./multi-region.ts";
import { rotationTimerOf } from "./rotation.ts";
import type { KmsTransaction } from "./store.ts";

const KIND = "delete-key";
const timerKey = ({ account, region, keyId }: KeyName): string => `${account}/${region}/${keyId}`;

const timer = (name: KeyName, dueMs: number): DurableTimer => ({
  kind: KIND,
  key: timerKey(name),
  dueMs,
  payload: name,
});

const hasReplicas = (key: Key): boolean => !isReplica(key) && (key.multiRegion?.regions.length ?? 0) > 1;

/** Documented: the waiting period of a multi-Region primary key begins when its last replica is gone. */
export async function scheduleDeletion(
  transaction: KmsTransaction,
  key: Key,
  windowDays: number,
  nowMs: number,
): Promise<Key> {
  if (hasReplicas(key)) return { ...key, state: "PendingReplicaDeletion", deletion: { windowDays, dueMs: undefined } };
  const dueMs = nowMs + windowDays * DAY_MS;
  await transaction.schedule(timer(key.name, dueMs));
  return { ...key, state: "PendingDeletion", deletion: { windowDays, dueMs } };
}

export const cancelDeletion = (transaction: KmsTransaction, { name }: Key): Promise<void> =>
  transaction.cancel(KIND, timerKey(name));

export const deleteKey: JobHandler<KmsContext> = async ({ payload }, { store, clock }) => {
  const name = payload as KeyName;
  await store.transact(async (transaction) => {
    const key = await transaction.findKey(name);
    if (key?.state !== "PendingDeletion" || key.deletion?.dueMs === undefined) return;
    if (key.deletion.dueMs > clock.now()) return;
    await transaction.deleteKey(name);
    await transaction.cancel(...rotationTimerOf(name));
    if (isReplica(key)) await leaveFamily(transaction, key, clock.now());
  });
};

async function leaveFamily(transaction: KmsTransaction, { name, multiRegion }: Key, nowMs: number): Promise<void> {
  if (!multiRegion) return;
  const primary = await transaction.findKey({ ...name, region: multiRegion.primaryRegion });
  if (!primary?.multiRegion) return;
  const regions = primary.multiRegion.regions.filter((region) => region !== name.region);
  const left: Key = { ...primary, multiRegion: { ...primary.multiRegion, regions } };
  const waits = left.state === "PendingReplicaDeletion" && left.deletion && !hasReplicas(left);
  await putFamily(
    transaction,
    waits ? await scheduleDeletion(transaction, left, left.deletion.windowDays, nowMs) : left,
  );
}
