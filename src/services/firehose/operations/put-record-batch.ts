// PutRecordBatch: up to 500 records and 4 MiB, acknowledged together when all are durable.
import type { Operation } from "../context.ts";
import { batchTooLarge } from "../errors.ts";
import { BATCH_SIZE_MAX_BYTES } from "../limits.ts";
import { putRecords } from "../put.ts";

export const putRecordBatch: Operation<"PutRecordBatch"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  const data = input.Records.map(({ Data }) => Data);
  if (data.reduce((sum, { byteLength }) => sum + byteLength, 0) > BATCH_SIZE_MAX_BYTES) throw batchTooLarge();
  const { ids, encrypted: Encrypted } = await putRecords(context, key, data);
  return { FailedPutCount: 0, Encrypted, RequestResponses: ids.map((RecordId) => ({ RecordId })) };
};
