// Deletes and hides messages by the handle that a receive gave.
import type { Call } from "./context.ts";
import { notInFlight, outOfRange, receiptHandleExpired } from "./errors.ts";
import { VISIBILITY_SECONDS_MAX } from "./limits.ts";
import type { Queue } from "./queue.ts";
import { openReceipt } from "./receipt-handle.ts";

/** Errors: ReceiptHandleIsInvalid; InvalidParameterValue for an old handle of a FIFO queue. */
export async function deleteByHandle(queue: Queue, handle: string, { context }: Call): Promise<void> {
  const { sequence, nonce } = openReceipt(context.paging, queue, handle);
  const isDeleted = await context.messages.delete(queue, sequence, nonce);
  if (!isDeleted && queue.isFifo && (await context.messages.isThere(queue, sequence)))
    throw receiptHandleExpired(handle);
}

/** Errors: ReceiptHandleIsInvalid, InvalidParameterValue. */
export async function hideByHandle(queue: Queue, handle: string, seconds: number, { context }: Call): Promise<void> {
  if (seconds < 0 || seconds > VISIBILITY_SECONDS_MAX)
    throw outOfRange(seconds, "VisibilityTimeout", "VisibilityTimeout must be an integer between 0 and 43200");
  const { sequence, nonce } = openReceipt(context.paging, queue, handle);
  if (!(await context.messages.hide(queue, sequence, nonce, seconds * 1000))) throw notInFlight(handle);
}
