// What an account uses of its quotas in a region.
import type { KinesisStore } from "./store.ts";
import type { StreamKey } from "./stream.ts";

export interface Usage {
  /** Of provisioned streams. */
  readonly shards: number;
  readonly onDemandStreams: number;
  /** In CREATING or DELETING. */
  readonly streamsChanging: number;
}

export async function usageOf(store: KinesisStore, place: Omit<StreamKey, "name">): Promise<Usage> {
  const usage = { shards: 0, onDemandStreams: 0, streamsChanging: 0 };
  for await (const { mode, shards, status } of store.list(place)) {
    if (mode === "ON_DEMAND") usage.onDemandStreams += 1;
    else usage.shards += shards.length;
    if (status !== "ACTIVE") usage.streamsChanging += 1;
  }
  return usage;
}
