// A stream as it is stored, and how AWS names and describes it.
import type {
  MetricsName,
  RecordDistributionStrategy,
  StreamDescription,
  StreamDescriptionSummary,
  StreamMode,
  StreamSummary,
} from "@aws-sdk/client-kinesis";
import { formatArn, parseArn } from "../../kit/arn.ts";
import { invalidArgument, streamNotFound } from "./errors.ts";
import { HOUR_MS } from "./limits.ts";
import type { Tags } from "./tags.ts";
import type { Lineage } from "./lineage.ts";
import { describeShard, shardId, type Shard } from "./shard.ts";
import type { StreamUpdate } from "./update.ts";
import type { DayPeak } from "./write-peaks.ts";

export interface StreamKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface StreamRow extends Lineage {
  /** Tells a stream from an earlier one of the same name. */
  readonly id: string;
  readonly status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** It was deleted while CREATING. */
  readonly neverActive?: boolean;
  /** What a stream in UPDATING becomes. */
  readonly update?: StreamUpdate | undefined;
  readonly mode: StreamMode;
  /** Virtual epoch ms, like every time here. */
  readonly createdAtMs: number;
  readonly retentionHours: number;
  /** Records that arrived earlier expired under a former retention period and stay gone. */
  readonly expiredBeforeMs: number;
  readonly recordSizeKiBMax: number;
  readonly tags: Tags;
  /** JSON, as it was put. */
  readonly policy?: string | undefined;
  /** Whether partition keys (the rule) or the service choose a record's shard. */
  readonly distribution?: RecordDistributionStrategy;
  /** MiB a second. */
  readonly warmMiBps?: { readonly target: number; readonly current: number };
  /** Of an on-demand stream, by day. */
  readonly peaks?: readonly DayPeak[];
  /** The key as the user named it: id, ARN or alias. */
  readonly encryption?: { readonly keyId: string } | undefined;
  readonly shardLevelMetrics?: readonly MetricsName[];
  readonly modeChangedAtMs?: readonly number[];
  readonly encryptionStartedAtMs?: readonly number[];
  readonly encryptionStoppedAtMs?: readonly number[];
  /** When UpdateShardCount scaled it, as far as its limit of a day asks. */
  readonly scaledAtMs: readonly number[];
}

export interface Stream extends StreamRow {
  readonly key: StreamKey;
}

export const streamArn = ({ name, ...key }: StreamKey): string =>
  formatArn({ service: "kinesis", ...key, resource: `stream/${name}` });

/** The log's name for a shard: of this stream only, not of a later one of the same name. */
export const logOf = ({ key, id }: Stream, shard: Shard): string =>
  `kinesis/${key.account}/${key.region}/${id}/${shardId(shard.index)}`;

/** Records that arrived earlier have expired. Virtual epoch ms. */
export const horizonMs = (stream: StreamRow, nowMs: number): number =>
  Math.max(stream.expiredBeforeMs, nowMs - stream.retentionHours * HOUR_MS);

export interface Named {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

interface Place {
  readonly account: string;
  readonly region: string;
}

/**
 * Which stream a request means: with an ARN, perhaps another account's, whose resource policy must then allow it.
 * Errors: ResourceNotFoundException for the ARN of another region.
 */
export function streamKey({ StreamName: name, StreamARN: arn }: Named, { account, region }: Place): StreamKey {
  if (arn === undefined) {
    if (name === undefined) throw invalidArgument("Either StreamARN or StreamName must be provided.");
    return { account, region, name };
  }
  const parsed = parseArn(arn);
  if (!parsed) throw invalidArgument(`StreamARN ${arn} is not valid.`);
  const key = { account: parsed.account, region: parsed.region, name: parsed.resource.slice("stream/".length) };
  if (name !== undefined && name !== key.name)
    throw invalidArgument(`StreamName ${name} and StreamARN ${arn} name different streams.`);
  if (key.region !== region) throw streamNotFound(key);
  return key;
}

const named = (stream: Stream) => ({
  StreamName: stream.key.name,
  StreamARN: streamArn(stream.key),
  StreamStatus: stream.status,
  StreamModeDetails: { StreamMode: stream.mode },
  StreamCreationTimestamp: new Date(Math.floor(stream.createdAtMs / 1000) * 1000),
});

const settings = (stream: Stream) => ({
  ...named(stream),
  RetentionPeriodHours: stream.retentionHours,
  EnhancedMonitoring: [{ ShardLevelMetrics: [...(stream.shardLevelMetrics ?? [])] }],
  ...(stream.encryption
    ? { EncryptionType: "KMS" as const, KeyId: stream.encryption.keyId }
    : { EncryptionType: "NONE" as const }),
});

/** Documented: `createdAt` tells streams of one name apart. AWS shows it in whole seconds. */
export const isIncarnation = (stream: Stream, createdAt: Date | undefined): boolean =>
  !createdAt || Math.floor(createdAt.getTime() / 1000) === Math.floor(stream.createdAtMs / 1000);

const isOpened = ({ status, neverActive }: StreamRow): boolean => status !== "CREATING" && neverActive !== true;

/** Recorded: a stream that is still CREATING, or was when it was deleted, shows no shards. */
export function visibleShards(stream: Stream, nowMs: number): Shard[] {
  if (!isOpened(stream)) return [];
  const sinceMs = horizonMs(stream, nowMs);
  // Documented: a closed shard is there until its last records have expired.
  const closed = stream.closedShards.filter((shard) => (shard.closed?.atMs ?? 0) >= sinceMs);
  return [...stream.shards, ...closed].toSorted((a, b) => a.index - b.index);
}

/** A shard that readers can still read. */
export function readableShard(stream: Stream, index: number, nowMs: number): Shard | undefined {
  const open = !isOpened(stream) ? undefined : stream.shards.find((shard) => shard.index === index);
  return open ?? (stream.closedShards.length > 0 ? closedShard(stream, index, nowMs) : undefined);
}

const closedShard = (stream: Stream, index: number, nowMs: number): Shard | undefined =>
  visibleShards(stream, nowMs).find((shard) => shard.index === index);

export const describeStream = (stream: Stream, shards: readonly Shard[], hasMore: boolean): StreamDescription => ({
  ...settings(stream),
  Shards: shards.map(describeShard),
  HasMoreShards: hasMore,
});

export const summarizeStream = (stream: Stream, consumers: number): StreamDescriptionSummary => ({
  ...settings(stream),
  OpenShardCount: isOpened(stream) ? stream.shards.length : 0,
  ConsumerCount: consumers,
  MaxRecordSizeInKiB: stream.recordSizeKiBMax,
  ...(stream.warmMiBps && {
    WarmThroughput: { TargetMiBps: stream.warmMiBps.target, CurrentMiBps: stream.warmMiBps.current },
  }),
  ...(stream.mode === "ON_DEMAND" && { RecordDistributionStrategy: stream.distribution ?? "USER_PARTITION_KEY" }),
});

export const listedStream = (stream: Stream): StreamSummary => named(stream);
