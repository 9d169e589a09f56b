// Receipt handles: which message, and which of its receives, sealed.
import type { Paging } from "../../kit/paging.ts";
import { receiptHandleInvalid } from "./errors.ts";
import type { Queue } from "./queue.ts";

export interface Receipt {
  readonly sequence: number;
  readonly nonce: string;
}

const listing = ({ id }: Queue): string => `sqs.ReceiptHandle/${id}`;

export const sealReceipt = (paging: Paging, queue: Queue, { sequence, nonce }: Receipt): string =>
  paging.seal(listing(queue), [sequence, nonce]);

/** Errors: ReceiptHandleIsInvalid. */
export function openReceipt(paging: Paging, queue: Queue, handle: string): Receipt {
  const opened = paging.open<[number, string]>(listing(queue), handle);
  if (!opened) throw receiptHandleInvalid(handle);
  return { sequence: opened[0], nonce: opened[1] };
}
