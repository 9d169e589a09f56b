// CreateQueue: idempotent for a queue with the same attributes.
import { uuid } from "../../../kit/ids.ts";
import { attributeOf, checkAttributes } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { invalidQueueName, queueNameExists } from "../errors.ts";
import { FIFO_SUFFIX, queueUrl, type QueueRow } from "../queue.ts";
import { checkRedriveTarget } from "../redrive-target.ts";
import { addTags } from "../tags.ts";
import { expiry } from "../timers.ts";

const NAME = /^[\w-]{1,80}$/;

export const createQueue: Operation<"CreateQueue"> = async (input, call) => {
  const { account, region, context, origin } = call;
  const { QueueName: name, Attributes: attributes = {} } = input;
  const isFifo = attributes["FifoQueue"] === "true";
  checkName(name, isFifo);
  checkAttributes(attributes, isFifo);
  const key = { account, region, name };
  await checkRedriveTarget(key, attributes["RedrivePolicy"], isFifo, context);
  const nowMs = context.clock.now();
  const row: QueueRow = {
    id: uuid(),
    createdAtMs: nowMs,
    modifiedAtMs: nowMs,
    isFifo,
    attributes,
    tags: addTags({}, input.tags ?? {}),
  };
  await context.store.create(key, (current) => {
    const differs =
      current && Object.keys(attributes).find((one) => attributeOf(current, one) !== attributeOf(row, one));
    if (differs !== undefined) throw queueNameExists(differs);
    return { row, timers: [expiry(key, row.id, nowMs)] };
  });
  return { QueueUrl: queueUrl(key, origin) };
};

function checkName(name: string, isFifo: boolean): void {
  const stem = isFifo && name.endsWith(FIFO_SUFFIX) ? name.slice(0, -FIFO_SUFFIX.length) : name;
  if (!NAME.test(stem) || name.length > 80 || (isFifo && stem === name)) throw invalidQueueName(isFifo);
}
