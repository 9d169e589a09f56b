// The queue that takes dead letters must be there, of the same kind and region, and take them.
import type { SqsContext } from "./context.ts";
import { invalidRedrive } from "./errors.ts";
import { keyOfArn, type QueueKey } from "./queue.ts";
import { parseRedrivePolicy, takesFrom } from "./redrive.ts";

/** Errors: InvalidParameterValue. */
export async function checkRedriveTarget(
  source: QueueKey,
  policy: string | undefined,
  isFifo: boolean,
  { store }: SqsContext,
): Promise<void> {
  if (policy === undefined || policy === "") return;
  const key = keyOfArn(parseRedrivePolicy(policy).deadLetterTargetArn);
  const target = key && (await store.find(key));
  if (!target) throw invalidRedrive(policy, "Dead letter target does not exist.");
  if (target.isFifo !== isFifo)
    throw invalidRedrive(policy, "Dead-letter queue must be same type of queue as the source.");
  if (!takesFrom(target, source))
    throw invalidRedrive(policy, "Dead letter queue does not allow this queue as its source.");
}
