// PutRecord: acknowledged when the record is durable.
import type { Operation } from "../context.ts";
import { slowDown } from "../errors.ts";
import { putRecords } from "../put.ts";

export const putRecord: Operation<"PutRecord"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  const {
    ids: [RecordId],
    encrypted: Encrypted,
  } = await putRecords(context, key, [input.Record.Data]);
  if (RecordId === undefined) throw slowDown();
  return { RecordId, Encrypted };
};
