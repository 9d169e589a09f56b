// CreateStream: a stream in CREATING, which a timer makes ACTIVE.
import type { CreateStreamInput } from "@aws-sdk/client-kinesis";
import { uuid } from "../../../kit/ids.ts";
import type { KinesisContext, Operation } from "../context.ts";
import {
  missing,
  onDemandLimitExceeded,
  invalidArgument,
  shardLimitExceeded,
  strategyNotForProvisioned,
  tooManyStreamsChanging,
  validation,
} from "../errors.ts";
import { activation } from "../timers.ts";
import {
  ON_DEMAND_SHARDS,
  ON_DEMAND_STREAMS_MAX,
  RECORD_SIZE_KIB_DEFAULT,
  RETENTION_HOURS_DEFAULT,
  SHARDS_PER_ACCOUNT_MAX,
  STREAMS_CHANGING_MAX,
} from "../limits.ts";
import { newShards } from "../shard.ts";
import type { StreamKey, StreamRow } from "../stream.ts";
import { addTags } from "../tags.ts";
import { usageOf } from "../usage.ts";
import { checkWarmThroughput } from "../warm-throughput.ts";

export const createStream: Operation<"CreateStream"> = async (input, { account, region, context }) => {
  const { store, clock } = context;
  const key: StreamKey = { account, region, name: input.StreamName };
  const capacity = capacityOf(input);
  if (input.RecordDistributionStrategy === "AUTO" && capacity.mode !== "ON_DEMAND")
    throw strategyNotForProvisioned(key);
  if (capacity.warmMiBps !== undefined) await checkWarmThroughput(capacity.warmMiBps, key, context);
  const tags = addTags([], input.Tags ?? {}, key);
  // Outside of the transaction: two streams created at once may pass a limit together, as at AWS.
  if (!(await store.find(key))) await checkLimits(key, capacity, context);
  const nowMs = clock.now();
  await store.create(key, (formerMs) => {
    const row: StreamRow = {
      id: uuid(),
      status: "CREATING",
      mode: capacity.mode,
      createdAtMs: nowMs,
      retentionHours: RETENTION_HOURS_DEFAULT,
      expiredBeforeMs: 0,
      recordSizeKiBMax: input.MaxRecordSizeInKiB ?? RECORD_SIZE_KIB_DEFAULT,
      tags,
      shards: newShards(capacity.shards, nowMs, shardsCreatedAtMs(nowMs, formerMs)),
      closedShards: [],
      nextShardIndex: capacity.shards,
      scaledAtMs: [],
      ...(input.RecordDistributionStrategy && { distribution: input.RecordDistributionStrategy }),
      ...(capacity.warmMiBps !== undefined && {
        warmMiBps: { target: capacity.warmMiBps, current: capacity.warmMiBps },
      }),
    };
    return { row, timers: [activation(key, row.id, nowMs)] };
  });
  return {};
};

interface Capacity {
  readonly mode: "PROVISIONED" | "ON_DEMAND";
  readonly shards: number;
  readonly warmMiBps?: number | undefined;
}

/** Recorded: without ShardCount and mode a stream gets 4 shards. Inferred: it is on-demand. */
function capacityOf({ ShardCount: count, StreamModeDetails: details, ...rest }: CreateStreamInput): Capacity {
  const mode = details?.StreamMode ?? (count === undefined ? "ON_DEMAND" : "PROVISIONED");
  const warmMiBps = rest.WarmThroughputMiBps;
  if (mode === "ON_DEMAND") return { mode, warmMiBps, shards: Math.max(ON_DEMAND_SHARDS, warmMiBps ?? 0) };
  if (warmMiBps !== undefined) throw invalidArgument("WarmThroughputMiBps is for on-demand streams only.");
  if (count === undefined) throw validation([missing("shardCount")]);
  return { mode, shards: count };
}

async function checkLimits(key: StreamKey, capacity: Capacity, context: KinesisContext): Promise<void> {
  const usage = await usageOf(context.store, key);
  if (context.limitsEnforced && usage.streamsChanging >= STREAMS_CHANGING_MAX)
    throw tooManyStreamsChanging(key.account, STREAMS_CHANGING_MAX);
  if (capacity.mode === "ON_DEMAND") {
    if (usage.onDemandStreams >= ON_DEMAND_STREAMS_MAX) throw onDemandLimitExceeded(key, ON_DEMAND_STREAMS_MAX);
  } else if (usage.shards + capacity.shards > SHARDS_PER_ACCOUNT_MAX)
    throw shardLimitExceeded(key, { now: usage.shards, added: capacity.shards, max: SHARDS_PER_ACCOUNT_MAX });
}

/** Sequence numbers hold the second of creation: it is a later one than that of the former stream of this name. */
const shardsCreatedAtMs = (nowMs: number, formerMs: number | undefined): number =>
  formerMs !== undefined && Math.floor(formerMs / 1000) >= Math.floor(nowMs / 1000) ? formerMs + 1000 : nowMs;
