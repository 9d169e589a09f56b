// What PutRecord and PutRecordBatch share: records into the stream's log, as far as the stream's throughput goes.
import type { FirehoseContext } from "./context.ts";
import { sequenceNumberOf } from "./direct-source.ts";
import { putNotPermitted, slowDown, streamNotFound } from "./errors.ts";
import type { StreamKey } from "./stream.ts";

export interface Put {
  /** One a record, in order; undefined for those beyond the stream's throughput. */
  readonly ids: readonly (string | undefined)[];
  readonly encrypted: boolean;
}

/** Resolves when the records that were taken are durable. Errors: ServiceUnavailableException beyond the requests a second. */
export async function putRecords(
  { store, clock, throughput }: FirehoseContext,
  key: StreamKey,
  data: readonly Uint8Array[],
): Promise<Put> {
  const stream = await store.get(key);
  if (stream.deleting) throw streamNotFound(key);
  if (stream.kinesis) throw putNotPermitted();
  if (!throughput.admitRequest(stream)) throw slowDown();
  const admitted = data.map(({ byteLength }) => throughput.admitRecord(stream, byteLength));
  const taken = data.filter((_, index) => admitted[index]);
  const encrypted = stream.encryption?.isOn ?? false;
  if (taken.length === 0) return { ids: data.map(() => undefined), encrypted };
  const timestampMs = clock.now();
  let position = await store.append(
    stream,
    taken.map((bytes) => ({ key: "", data: bytes, timestampMs })),
  );
  const idOf = (at: number): string => Buffer.from(stream.id + sequenceNumberOf(at)).toString("base64url");
  return { ids: admitted.map((isTaken) => (isTaken ? idOf(position++) : undefined)), encrypted };
}
