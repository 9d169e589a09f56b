// Warm throughput: how much an on-demand stream takes at once, without having had such a peak.
import type { KinesisContext } from "./context.ts";
import { isCommitted } from "./account-settings.ts";
import { commitmentNeeded, warmThroughputTooHigh } from "./errors.ts";
import { ON_DEMAND_SHARDS_MAX } from "./limits.ts";
import type { StreamKey } from "./stream.ts";

/** Errors: InvalidArgumentException without the account's commitment (documented), LimitExceededException. */
export async function checkWarmThroughput(
  mibps: number,
  key: StreamKey,
  { store, clock }: KinesisContext,
): Promise<void> {
  if (!isCommitted(await store.accountSettings.find(key), clock.now())) throw commitmentNeeded(key);
  if (mibps > ON_DEMAND_SHARDS_MAX) throw warmThroughputTooHigh(mibps, ON_DEMAND_SHARDS_MAX);
}
