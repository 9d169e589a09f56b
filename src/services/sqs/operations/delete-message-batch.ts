// DeleteMessageBatch.
import { checkEntries, eachEntry } from "../batch.ts";
import type { Operation } from "../context.ts";
import { deleteByHandle } from "../deletion.ts";
import { findQueue } from "../find-queue.ts";

export const deleteMessageBatch: Operation<"DeleteMessageBatch"> = async (input, call) => {
  const queue = await findQueue(input, call);
  checkEntries(input.Entries, "DeleteMessageBatchRequestEntry");
  return eachEntry(input.Entries, ({ ReceiptHandle: handle }) => deleteByHandle(queue, handle, call));
};
