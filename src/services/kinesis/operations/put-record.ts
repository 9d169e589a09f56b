// PutRecord: one record, acknowledged when it is durable.
import type { Call, InputOf, OutputOf } from "../../../kit/service.ts";
import type { KinesisContext, Operation, Sdk } from "../context.ts";
import { dryRun, invalidOrdering, missing, tooLong, validation, writeRateExceeded } from "../errors.ts";
import { partitionKeyOf, recordSizeBytes, RESHARDS_MET_MAX, shardFor, writableStream } from "../put.ts";
import { parseSequenceNumber, sequenceNumber } from "../sequence-number.ts";
import { shardId } from "../shard.ts";
import { logOf, streamKey, type StreamKey } from "../stream.ts";

export const putRecord: Operation<"PutRecord"> = async (input, call) => {
  const { account, region } = call;
  const name = streamKey(input, { account, region });
  for (let met = 0; met <= RESHARDS_MET_MAX; met++) {
    const answer = await put(input, name, call);
    if (answer) return answer;
  }
  throw new Error("reshards do not end");
};

/** Undefined when the record's shard was closed before it took the record. */
async function put(
  input: InputOf<Sdk, "PutRecord">,
  name: StreamKey,
  { caller, context }: Call<KinesisContext>,
): Promise<OutputOf<Sdk, "PutRecord"> | undefined> {
  const { store, clock, throughput, writePeaks, encryption, counts } = context;
  const begunMs = clock.elapsed();
  const { Data: data, SequenceNumberForOrdering: ordering } = input;
  const stream = await writableStream(store, name);
  const key = partitionKeyOf(stream, input.PartitionKey);
  if (key === undefined) throw validation([missing("partitionKey")]);
  const sizeBytes = recordSizeBytes(key, data);
  const sizeBytesMax = stream.recordSizeKiBMax * 1024;
  if (sizeBytes > sizeBytesMax) throw validation([tooLong("data", sizeBytesMax)]);
  const nowMs = clock.now();
  if (ordering !== undefined) checkOrdering(ordering, stream.key, nowMs);
  const shard = shardFor(stream, key, input.ExplicitHashKey);
  if (input.DryRun) throw dryRun();
  const id = shardId(shard.index);
  if (stream.mode === "ON_DEMAND") writePeaks.count(stream.id, 1, sizeBytes);
  if (!throughput.admitWrite(logOf(stream, shard), sizeBytes)) {
    counts.of(stream).writeThrottled(shard);
    throw writeRateExceeded(id, stream.key);
  }
  const record = { key, data, timestampMs: nowMs };
  const sealing = encryption.sealerFor(stream, caller);
  const appended = await store.append(stream, shard, [sealing ? (await sealing).seal(record) : record]);
  if (!appended) return undefined;
  const counters = counts.of(stream);
  counters.incoming(shard, { records: 1, bytes: sizeBytes });
  counters.putRecord(sizeBytes, clock.elapsed() - begunMs);
  const SequenceNumber = sequenceNumber(shard, appended.first, appended.timestampsMs[0] ?? nowMs);
  return { ShardId: id, SequenceNumber, ...(sealing && { EncryptionType: "KMS" as const }) };
}

/**
 * A shard's numbers rise in the order of its puts, so that every number given out before is a lower one.
 * Recorded: a number that AWS could not have given out yet is refused.
 */
function checkOrdering(ordering: string, key: StreamKey, nowMs: number): void {
  const number = parseSequenceNumber(ordering);
  if (!number || number.arrivedSeconds * 1000 > nowMs) throw invalidOrdering(ordering, key);
}
