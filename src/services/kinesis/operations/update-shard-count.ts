// UpdateShardCount: shards of equal width, at most twice and at least half as many as before.
import { changedAgain } from "../changes-a-day.ts";
import { assertProvisioned, assertShardsLeft, startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { scaledTooFar, scaledTooOften, targetTooHigh } from "../errors.ts";
import { SCALINGS_A_DAY_MAX, SHARDS_PER_ACCOUNT_MAX } from "../limits.ts";
import { streamArn, streamKey } from "../stream.ts";

export const updateShardCount: Operation<"UpdateShardCount"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const target = input.TargetShardCount;
  const stream = await context.store.get(key);
  await assertShardsLeft(key, Math.max(0, target - stream.shards.length), context);
  await startUpdate(key, context, (row) => {
    assertProvisioned(row, key);
    checkTarget(target, row.shards.length);
    const tooMany = () => scaledTooOften(key, SCALINGS_A_DAY_MAX);
    const scaledAtMs = changedAgain(row.scaledAtMs, SCALINGS_A_DAY_MAX, context, tooMany);
    return { update: { kind: "scale", shardCount: target }, row: { scaledAtMs } };
  });
  return {
    StreamName: key.name,
    StreamARN: streamArn(key),
    CurrentShardCount: stream.shards.length,
    TargetShardCount: target,
  };
};

function checkTarget(target: number, open: number): void {
  if (target > SHARDS_PER_ACCOUNT_MAX) throw targetTooHigh(open, target, SHARDS_PER_ACCOUNT_MAX);
  if (target > open * 2) throw scaledTooFar("up", open, target);
  if (target < open / 2) throw scaledTooFar("down", open, target);
}
