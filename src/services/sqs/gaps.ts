// How SQS differs from AWS: every operation is built.
import type { Gaps } from "../../kit/service.ts";
import type { Sdk } from "./context.ts";

export const gaps: Gaps<Sdk> = {};

export const differences: readonly string[] = [
  "Messages lie in the data folder as they are: SqsManagedSseEnabled and keys of KMS are kept and shown.",
  "Queue URLs have the host that was asked, without the region: a queue is found in the region of the request.",
  "A name can be used again right after its queue was deleted; AWS asks for 60 seconds.",
  "Standard queues deliver in order and once as long as messages are deleted in time; AWS does not promise that.",
  "Messages in flight are not limited to 120,000, and requests are not throttled.",
  "ReceiveRequestAttemptId has no effect: a receive that was sent again receives what is left.",
  "The counts of messages are exact, and counted when they are asked for.",
  "Message move tasks find the queues that dead letters come from in their own account and region.",
];
