// PutRecords: up to 500 records, each acknowledged or refused on its own.
import type { PutRecordsResultEntry } from "@aws-sdk/client-kinesis";
import type { LogRecord } from "../../../engines/log/log.ts";
import type { Call, InputOf } from "../../../kit/service.ts";
import type { KinesisContext, Operation, Sdk } from "../context.ts";
import {
  dryRun,
  internalFailure,
  missing,
  recordsTooLarge,
  tooLong,
  validation,
  writeRateExceededText,
} from "../errors.ts";
import { PUT_RECORDS_SIZE_BYTES_MAX } from "../limits.ts";
import { partitionKeyOf, recordSizeBytes, RESHARDS_MET_MAX, shardFor, writableStream } from "../put.ts";
import type { RecordSealer } from "../record-cipher.ts";
import { SequenceNumbers } from "../sequence-number.ts";
import { shardId, type Shard } from "../shard.ts";
import { logOf, streamKey, type Stream, type StreamKey } from "../stream.ts";

type Entry = InputOf<Sdk, "PutRecords">["Records"][number];

const THROTTLED = "ProvisionedThroughputExceededException";

/** The records of a request that go to one shard. */
interface ShardBatch {
  readonly shard: Shard;
  readonly records: LogRecord[];
  /** Where the result of each record stands in the answer. */
  readonly places: number[];
}

export const putRecords: Operation<"PutRecords"> = async (input, call) => {
  const { account, region, caller, context } = call;
  const begunMs = context.clock.elapsed();
  const key = streamKey(input, { account, region });
  const stream = await writableStream(context.store, key);
  const totalBytes = checkSizes(input.Records, stream);
  const results: PutRecordsResultEntry[] = [];
  const shards = input.Records.map((entry) => shardFor(stream, entry.PartitionKey ?? "", entry.ExplicitHashKey));
  if (input.DryRun) throw dryRun();
  if (stream.mode === "ON_DEMAND") context.writePeaks.count(stream.id, input.Records.length, totalBytes);
  const sealing = context.encryption.sealerFor(stream, caller);
  const sealer = sealing && (await sealing);
  const batches = batchByShard(input.Records, shards, stream, results, context);
  const appended = await Promise.allSettled(batches.map((batch) => append(batch, stream, results, context, sealer)));
  await putAgain(input.Records, left(batches, appended), key, results, call);
  for (const [index, outcome] of appended.entries()) {
    if (outcome.status === "fulfilled") continue;
    if (!appended.some(({ status }) => status === "fulfilled")) throw outcome.reason;
    for (const place of batches[index]?.places ?? []) results[place] = internalFailure();
  }
  const refused = results.filter(({ ErrorCode }) => ErrorCode !== undefined);
  const throttled = refused.filter(({ ErrorCode }) => ErrorCode === THROTTLED).length;
  const put = { records: results.length, bytes: totalBytes };
  const latencyMs = context.clock.elapsed() - begunMs;
  context.counts.of(stream).putRecords(put, refused.length - throttled, throttled, latencyMs);
  return {
    FailedRecordCount: refused.length,
    Records: results,
    ...(sealer && { EncryptionType: "KMS" as const }),
  };
};

/** The size of all. Errors: ValidationException, InvalidArgumentException. */
function checkSizes(entries: readonly Entry[], stream: Stream): number {
  const sizeBytesMax = stream.recordSizeKiBMax * 1024;
  const problems: string[] = [];
  let totalBytes = 0;
  for (const [index, { PartitionKey: key, Data: data }] of entries.entries()) {
    const member = `records.${index + 1}.member`;
    if (key === undefined && stream.distribution !== "AUTO") problems.push(missing(`${member}.partitionKey`));
    const sizeBytes = recordSizeBytes(key ?? "", data);
    if (sizeBytes > sizeBytesMax) problems.push(tooLong(`${member}.data`, sizeBytesMax));
    totalBytes += sizeBytes;
  }
  if (problems.length > 0) throw validation(problems);
  if (totalBytes > PUT_RECORDS_SIZE_BYTES_MAX) throw recordsTooLarge();
  return totalBytes;
}

/** Leaves out what the shards' throughput refuses, and says so in `results`. */
function batchByShard(
  entries: readonly Entry[],
  shards: readonly Shard[],
  stream: Stream,
  results: PutRecordsResultEntry[],
  { clock, throughput, counts }: KinesisContext,
): ShardBatch[] {
  const batches = new Map<Shard, ShardBatch>();
  const timestampMs = clock.now();
  for (const [place, { PartitionKey, Data: data }] of entries.entries()) {
    const shard = shards[place];
    const key = partitionKeyOf(stream, PartitionKey) ?? "";
    if (!shard) continue;
    if (!throughput.admitWrite(logOf(stream, shard), recordSizeBytes(key, data))) {
      const ErrorMessage = writeRateExceededText(shardId(shard.index), stream.key);
      results[place] = { ErrorCode: THROTTLED, ErrorMessage };
      counts.of(stream).writeThrottled(shard);
      continue;
    }
    let batch = batches.get(shard);
    if (!batch) batches.set(shard, (batch = { shard, records: [], places: [] }));
    batch.records.push({ key, data, timestampMs });
    batch.places.push(place);
  }
  return [...batches.values()];
}

/** Where the records stand whose shard was closed before it took them. */
const left = (batches: readonly ShardBatch[], appended: readonly PromiseSettledResult<boolean>[]): number[] =>
  batches.flatMap(({ places }, at) => {
    const outcome = appended[at];
    return outcome?.status === "fulfilled" && !outcome.value ? places : [];
  });

/** Puts those records into the children of their shards. */
async function putAgain(
  entries: readonly Entry[],
  places: readonly number[],
  key: StreamKey,
  results: PutRecordsResultEntry[],
  { caller, context }: Call<KinesisContext>,
): Promise<void> {
  let waiting = places;
  for (let met = 0; waiting.length > 0; met++) {
    if (met > RESHARDS_MET_MAX) throw new Error("reshards do not end");
    const stream = await writableStream(context.store, key);
    const again = waiting.map((place) => entries[place]).filter((entry) => entry !== undefined);
    const shards = again.map((entry) => shardFor(stream, entry.PartitionKey ?? "", entry.ExplicitHashKey));
    const sealer = await context.encryption.sealerFor(stream, caller);
    const partial: PutRecordsResultEntry[] = [];
    const batches = batchByShard(again, shards, stream, partial, context);
    const taken = await Promise.all(batches.map((batch) => append(batch, stream, partial, context, sealer)));
    for (const [at, place] of waiting.entries()) {
      const result = partial[at];
      if (result) results[place] = result;
    }
    const whole = waiting;
    waiting = batches.flatMap(({ places: at }, index) => (taken[index] ? [] : at)).map((at) => whole[at] ?? 0);
  }
}

/** False when the shard was closed before it took the records. */
async function append(
  { shard, records, places }: ShardBatch,
  stream: Stream,
  results: PutRecordsResultEntry[],
  { store, counts }: KinesisContext,
  sealer: RecordSealer | undefined,
): Promise<boolean> {
  const sealed = sealer ? records.map((record) => sealer.seal(record)) : records;
  const appended = await store.append(stream, shard, sealed);
  if (!appended) return false;
  const bytes = records.reduce((sum, { key, data }) => sum + recordSizeBytes(key, data), 0);
  counts.of(stream).incoming(shard, { records: records.length, bytes });
  const { first, timestampsMs } = appended;
  const ShardId = shardId(shard.index);
  const numbers = new SequenceNumbers(shard);
  for (const [offset, place] of places.entries())
    results[place] = { ShardId, SequenceNumber: numbers.of(first + offset, timestampsMs[offset] ?? 0) };
  return true;
}
