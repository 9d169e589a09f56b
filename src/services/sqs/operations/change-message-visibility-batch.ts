// ChangeMessageVisibilityBatch.
import { checkEntries, eachEntry } from "../batch.ts";
import type { Operation } from "../context.ts";
import { hideByHandle } from "../deletion.ts";
import { missingParameter } from "../errors.ts";
import { findQueue } from "../find-queue.ts";

export const changeMessageVisibilityBatch: Operation<"ChangeMessageVisibilityBatch"> = async (input, call) => {
  const queue = await findQueue(input, call);
  checkEntries(input.Entries, "ChangeMessageVisibilityBatchRequestEntry");
  return eachEntry(input.Entries, ({ ReceiptHandle: handle, VisibilityTimeout: seconds }) => {
    if (seconds === undefined) throw missingParameter("VisibilityTimeout");
    return hideByHandle(queue, handle, seconds, call);
  });
};
