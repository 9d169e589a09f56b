// The queue that a request's URL names.
import type { Call } from "./context.ts";
import { type Queue, queueKey } from "./queue.ts";

/** Errors: QueueDoesNotExist. */
export const findQueue = ({ QueueUrl: url }: { readonly QueueUrl: string }, call: Call): Promise<Queue> =>
  call.context.store.get(queueKey(url, call));
