// PutRecordBatch: up to 500 records and 4 MiB, acknowledged together when all are durable that the stream's throughput has room for.
import type { Operation } from "../context.ts";
import { batchTooLarge, slowDown } from "../errors.ts";
import { BATCH_SIZE_MAX_BYTES } from "../limits.ts";
import { putRecords, sizeOf } from "../put.ts";

export const putRecordBatch: Operation<"PutRecordBatch"> = async (input, { account, region, context }) => {
  const { clock, metrics: all } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const begunMs = clock.elapsed();
  const data = input.Records.map(({ Data }) => Data);
  const bytes = sizeOf(data);
  if (bytes > BATCH_SIZE_MAX_BYTES) throw batchTooLarge();
  const { ids, encrypted: Encrypted } = await putRecords(context, key, data);
  const metrics = all.of(key);
  metrics.add("PutRecordBatch.Requests");
  metrics.add("PutRecordBatch.Records", data.length);
  metrics.add("PutRecordBatch.Bytes", bytes);
  metrics.add("PutRecordBatch.Latency", clock.elapsed() - begunMs);
  const { code: ErrorCode, message: ErrorMessage } = slowDown();
  return {
    FailedPutCount: ids.filter((id) => id === undefined).length,
    Encrypted,
    RequestResponses: ids.map((RecordId) => (RecordId === undefined ? { ErrorCode, ErrorMessage } : { RecordId })),
  };
};
