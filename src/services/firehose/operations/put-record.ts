// PutRecord: acknowledged when the record is durable.
import type { Operation } from "../context.ts";
import { slowDown } from "../errors.ts";
import { putRecords } from "../put.ts";

export const putRecord: Operation<"PutRecord"> = async (input, { account, region, context }) => {
  const { clock, metrics: all } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const begunMs = clock.elapsed();
  const {
    ids: [RecordId],
    encrypted: Encrypted,
  } = await putRecords(context, key, [input.Record.Data]);
  if (RecordId === undefined) throw slowDown();
  const metrics = all.of(key);
  metrics.add("PutRecord.Requests");
  metrics.add("PutRecord.Bytes", input.Record.Data.byteLength);
  metrics.add("PutRecord.Latency", clock.elapsed() - begunMs);
  return { RecordId, Encrypted };
};
