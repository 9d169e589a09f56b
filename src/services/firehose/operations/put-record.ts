// PutRecord: acknowledged when the record is durable.
import type { Operation } from "../context.ts";
import { putRecords } from "../put.ts";

export const putRecord: Operation<"PutRecord"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.DeliveryStreamName };
  const { ids, encrypted: Encrypted } = await putRecords(context, key, [input.Record.Data]);
  return { RecordId: ids[0], Encrypted };
};
