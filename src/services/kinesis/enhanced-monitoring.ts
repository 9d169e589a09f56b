// Which shard-level metrics are wanted of a stream.
import type { MetricsName } from "@aws-sdk/client-kinesis";
import type { Call } from "../../kit/service.ts";
import { startUpdate } from "./change-stream.ts";
import type { KinesisContext } from "./context.ts";
import { streamArn, streamKey, type Named } from "./stream.ts";

const ALL: readonly MetricsName[] = [
  "IncomingBytes",
  "IncomingRecords",
  "OutgoingBytes",
  "OutgoingRecords",
  "WriteProvisionedThroughputExceeded",
  "ReadProvisionedThroughputExceeded",
  "IteratorAgeMilliseconds",
];

/** Documented: `ALL` means every one of them. */
const named = (metrics: readonly MetricsName[]): ReadonlySet<MetricsName> =>
  new Set(metrics.includes("ALL") ? ALL : metrics);

interface Requested extends Named {
  readonly ShardLevelMetrics: readonly MetricsName[];
}

/** Errors: ResourceNotFoundException, ResourceInUseException. */
export async function changeMonitoring(
  input: Requested,
  { account, region, context }: Call<KinesisContext>,
  direction: "enable" | "disable",
) {
  const key = streamKey(input, { account, region });
  const requested = named(input.ShardLevelMetrics);
  let current: readonly MetricsName[] = [];
  let desired: MetricsName[] = [];
  await startUpdate(key, context, (row) => {
    current = row.shardLevelMetrics ?? [];
    desired = ALL.filter((metric) =>
      direction === "enable"
        ? current.includes(metric) || requested.has(metric)
        : current.includes(metric) && !requested.has(metric),
    );
    return { update: { kind: "settings", settings: { shardLevelMetrics: desired } } };
  });
  return {
    StreamName: key.name,
    StreamARN: streamArn(key),
    CurrentShardLevelMetrics: [...current],
    DesiredShardLevelMetrics: desired,
  };
}
