// ChangeMessageVisibility.
import type { Operation } from "../context.ts";
import { hideByHandle } from "../deletion.ts";
import { findQueue } from "../find-queue.ts";

export const changeMessageVisibility: Operation<"ChangeMessageVisibility"> = async (input, call) => {
  await hideByHandle(await findQueue(input, call), input.ReceiptHandle, input.VisibilityTimeout, call);
  return {};
};
