// UpdateStreamWarmThroughput: shards for a throughput that the stream has not had yet.
import { assertOnDemand, startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { streamArn, streamKey } from "../stream.ts";
import { checkWarmThroughput } from "../warm-throughput.ts";

export const updateStreamWarmThroughput: Operation<"UpdateStreamWarmThroughput"> = async (
  input,
  { account, region, context },
) => {
  const key = streamKey(input, { account, region });
  const target = input.WarmThroughputMiBps;
  assertOnDemand(await context.store.get(key), key);
  await checkWarmThroughput(target, key, context);
  let current = 0;
  await startUpdate(key, context, (row) => {
    assertOnDemand(row, key);
    current = row.warmMiBps?.current ?? 0;
    return {
      update: { kind: "scale", shardCount: Math.max(target, row.shards.length) },
      row: { warmMiBps: { target, current } },
    };
  });
  return {
    StreamARN: streamArn(key),
    StreamName: key.name,
    WarmThroughput: { TargetMiBps: target, CurrentMiBps: current },
  };
};
