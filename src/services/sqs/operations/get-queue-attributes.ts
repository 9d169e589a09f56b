// GetQueueAttributes.
import { attributeOf, COUNTED, READABLE } from "../attributes.ts";
import type { Operation } from "../context.ts";
import { unknownAttribute } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { queueArn } from "../queue.ts";

export const getQueueAttributes: Operation<"GetQueueAttributes"> = async (input, call) => {
  const queue = await findQueue(input, call);
  const asked: readonly string[] = input.AttributeNames ?? [];
  const strange = asked.find((name) => !READABLE.has(name));
  if (strange !== undefined) throw unknownAttribute(strange);
  const wanted = (name: string): boolean => asked.includes("All") || asked.includes(name);
  const attributes: Record<string, string> = {};
  for (const name of READABLE) {
    const value = wanted(name) && name !== "All" ? attributeOf(queue, name) : undefined;
    if (value !== undefined) attributes[name] = value;
  }
  if (wanted("QueueArn")) attributes["QueueArn"] = queueArn(queue.key);
  if (wanted("CreatedTimestamp")) attributes["CreatedTimestamp"] = seconds(queue.createdAtMs);
  if (wanted("LastModifiedTimestamp")) attributes["LastModifiedTimestamp"] = seconds(queue.modifiedAtMs);
  if (COUNTED.some(wanted)) {
    const { visible, delayed, inFlight } = await call.context.messages.counts(queue);
    const counts = [visible, delayed, inFlight];
    for (const [at, name] of COUNTED.entries()) if (wanted(name)) attributes[name] = String(counts[at]);
  }
  return Object.keys(attributes).length > 0 ? { Attributes: attributes } : {};
};

const seconds = (epochMs: number): string => String(Math.floor(epochMs / 1000));
