// PutRecordBatch: up to 500 records and 4 MiB, acknowledged together when all are durable that the stream's throughput has room for.
import type { Operation } from "../context.ts";
import { batchTooLarge, slowDown } from "../errors.ts";
import { BATCH_SIZE_MAX_BYTES } from "../limits.ts";
import { putRecords } from "../put.ts";

export const putRecordBatch: Operation<"PutRecordBatch"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  const data = input.Records.map(({ Data }) => Data);
  if (data.reduce((sum, { byteLength }) => sum + byteLength, 0) > BATCH_SIZE_MAX_BYTES) throw batchTooLarge();
  const { ids, encrypted: Encrypted } = await putRecords(context, key, data);
  const { code: ErrorCode, message: ErrorMessage } = slowDown();
  return {
    FailedPutCount: ids.filter((id) => id === undefined).length,
    Encrypted,
    RequestResponses: ids.map((RecordId) => (RecordId === undefined ? { ErrorCode, ErrorMessage } : { RecordId })),
  };
};
