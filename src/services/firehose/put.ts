// What PutRecord and PutRecordBatch share: records into the stream's log.
import type { FirehoseContext } from "./context.ts";
import { sequenceNumberOf } from "./direct-source.ts";
import { putNotPermitted, streamNotFound } from "./errors.ts";
import type { StreamKey } from "./stream.ts";

/** Resolves with the ids of the records when they are durable. */
export async function putRecords(
  { store, clock }: FirehoseContext,
  key: StreamKey,
  data: readonly Uint8Array[],
): Promise<{ readonly ids: readonly string[]; readonly encrypted: boolean }> {
  const stream = await store.get(key);
  if (stream.deleting) throw streamNotFound(key);
  if (stream.kinesis) throw putNotPermitted();
  const timestampMs = clock.now();
  const first = await store.append(
    stream,
    data.map((bytes) => ({ key: "", data: bytes, timestampMs })),
  );
  const ids = data.map((_, index) => Buffer.from(stream.id + sequenceNumberOf(first + index)).toString("base64url"));
  return { ids, encrypted: stream.encryption?.isOn ?? false };
}
