// DescribeLimits: quotas of the account in the region, and what of them is used.
import type { Operation } from "../context.ts";
import { ON_DEMAND_STREAMS_MAX, SHARDS_PER_ACCOUNT_MAX } from "../limits.ts";
import { usageOf } from "../usage.ts";

export const describeLimits: Operation<"DescribeLimits"> = async (_input, { account, region, context }) => {
  const usage = await usageOf(context.store, { account, region });
  return {
    ShardLimit: SHARDS_PER_ACCOUNT_MAX,
    OpenShardCount: usage.shards,
    OnDemandStreamCount: usage.onDemandStreams,
    OnDemandStreamCountLimit: ON_DEMAND_STREAMS_MAX,
  };
};
