// UpdateStreamMode: from provisioned to on-demand or back; the shards stay.
import { changedAgain } from "../changes-a-day.ts";
import { startUpdate } from "../change-stream.ts";
import type { KinesisContext, Operation } from "../context.ts";
import { invalidArgument, modeChangedTooOften, onDemandLimitExceeded } from "../errors.ts";
import { MODE_CHANGES_A_DAY_MAX, ON_DEMAND_STREAMS_MAX } from "../limits.ts";
import { streamKey, type StreamKey } from "../stream.ts";
import { usageOf } from "../usage.ts";
import { checkWarmThroughput } from "../warm-throughput.ts";

export const updateStreamMode: Operation<"UpdateStreamMode"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const { StreamMode: mode } = input.StreamModeDetails;
  const warm = input.WarmThroughputMiBps;
  if (warm !== undefined) {
    if (mode !== "ON_DEMAND") throw invalidArgument("WarmThroughputMiBps is for on-demand streams only.");
    await checkWarmThroughput(warm, key, context);
  }
  const { mode: before } = await context.store.get(key);
  if (mode === "ON_DEMAND" && before !== mode) await checkOnDemandStreams(key, context);
  await startUpdate(key, context, (row) => {
    if (row.mode === mode) return undefined;
    const tooMany = () => modeChangedTooOften(key, MODE_CHANGES_A_DAY_MAX);
    const modeChangedAtMs = changedAgain(row.modeChangedAtMs ?? [], MODE_CHANGES_A_DAY_MAX, context, tooMany);
    return {
      update: { kind: "settings", settings: { mode, ...(warm !== undefined && { warmMiBps: warmFrom(warm) }) } },
      row: { modeChangedAtMs },
    };
  });
  return {};
};

const warmFrom = (target: number) => ({ target, current: target });

async function checkOnDemandStreams(key: StreamKey, { store }: KinesisContext): Promise<void> {
  if ((await usageOf(store, key)).onDemandStreams >= ON_DEMAND_STREAMS_MAX)
    throw onDemandLimitExceeded(key, ON_DEMAND_STREAMS_MAX);
}
