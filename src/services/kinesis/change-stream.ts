// What the operations share that put a stream into UPDATING.
import type { KinesisContext } from "./context.ts";
import {
  shardGone,
  shardLimitExceeded,
  shardNotFound,
  streamNotActive,
  streamOnDemand,
  streamProvisioned,
} from "./errors.ts";
import { updating } from "./timers.ts";
import { SHARDS_PER_ACCOUNT_MAX } from "./limits.ts";
import { shardId, type Shard } from "./shard.ts";
import type { StreamKey, StreamRow } from "./stream.ts";
import type { StreamUpdate } from "./update.ts";
import { usageOf } from "./usage.ts";

/** What a stream is to become, and what changes of its row at once. */
export interface Requested {
  readonly update: StreamUpdate;
  readonly row?: Partial<StreamRow>;
}

/** Errors: ResourceNotFoundException, ResourceInUseException unless the stream is ACTIVE, whatever `request` throws. */
export async function startUpdate(
  key: StreamKey,
  { store, clock }: KinesisContext,
  request: (row: StreamRow) => Requested | undefined,
): Promise<void> {
  await store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    const requested = request(row);
    if (!requested) return { row };
    return {
      row: { ...row, ...requested.row, status: "UPDATING", update: requested.update },
      timers: [updating(key, row.id, clock.now())],
    };
  });
}

/** Errors: ValidationException for an on-demand stream. Documented: its shards are scaled by the service. */
export function assertProvisioned(row: StreamRow, key: StreamKey): void {
  if (row.mode === "ON_DEMAND") throw streamOnDemand(key);
}

/** Errors: ValidationException for a provisioned stream. */
export function assertOnDemand(row: StreamRow, key: StreamKey): void {
  if (row.mode !== "ON_DEMAND") throw streamProvisioned(key);
}

/** Errors: ResourceNotFoundException for a shard that never was, InvalidArgumentException for one that is closed. */
export function openShard({ shards, closedShards }: StreamRow, index: number, key: StreamKey): Shard {
  const open = shards.find((shard) => shard.index === index);
  if (open) return open;
  throw closedShards.some((shard) => shard.index === index)
    ? shardGone(shardId(index), key)
    : shardNotFound(shardId(index), key);
}

/** Errors: LimitExceededException. Outside of the transaction, as in CreateStream. */
export async function assertShardsLeft(key: StreamKey, added: number, { store }: KinesisContext): Promise<void> {
  const { shards: now } = await usageOf(store, key);
  if (now + added > SHARDS_PER_ACCOUNT_MAX) throw shardLimitExceeded(key, { now, added, max: SHARDS_PER_ACCOUNT_MAX });
}
