// DeleteMessage: idempotent.
import type { Operation } from "../context.ts";
import { deleteByHandle } from "../deletion.ts";
import { findQueue } from "../find-queue.ts";

export const deleteMessage: Operation<"DeleteMessage"> = async (input, call) => {
  await deleteByHandle(await findQueue(input, call), input.ReceiptHandle, call);
  return {};
};
