// SetQueueAttributes.
import { checkAttributes } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { unknownAttribute } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { checkRedriveTarget } from "../redrive-target.ts";

export const setQueueAttributes: Operation<"SetQueueAttributes"> = async (input, call) => {
  const { context } = call;
  const queue = await findQueue(input, call);
  checkAttributes(input.Attributes, queue.isFifo);
  // Documented: a queue cannot change its kind.
  if ("FifoQueue" in input.Attributes) throw unknownAttribute("FifoQueue");
  await checkRedriveTarget(queue.key, input.Attributes["RedrivePolicy"], queue.isFifo, context);
  await context.store.change(queue.key, (row) => ({
    ...row,
    modifiedAtMs: context.clock.now(),
    attributes: { ...row.attributes, ...input.Attributes },
  }));
  return {};
};
