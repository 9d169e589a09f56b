// DeleteDeliveryStream: the stream is DELETING until its pump has stopped.
import type { Operation } from "../context.ts";
import { streamBusy } from "../errors.ts";
import { deletion } from "../lifecycle.ts";
import { streamStatus } from "../stream.ts";

export const deleteDeliveryStream: Operation<"DeleteDeliveryStream"> = async (input, { account, region, context }) => {
  const { store, clock } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const nowMs = clock.now();
  const stream = await store.get(key);
  const status = streamStatus(stream, nowMs);
  if (status === "CREATING") throw streamBusy(key, status);
  await store.change(key, (row) => ({ ...row, deleting: true }), deletion(stream, nowMs));
  return {};
};
