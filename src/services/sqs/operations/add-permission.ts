// AddPermission: a statement in the queue's policy.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { invalidParameter, outOfRange, overLimit } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { PERMISSIONS_MAX } from "../limits.ts";
import { policyOf, withPolicy } from "../queue-policy.ts";
import { queueArn } from "../queue.ts";

/** Documented. */
const SHAREABLE = new Set([
  "*",
  "ChangeMessageVisibility",
  "DeleteMessage",
  "GetQueueAttributes",
  "GetQueueUrl",
  "ListDeadLetterSourceQueues",
  "PurgeQueue",
  "ReceiveMessage",
  "SendMessage",
]);

export const addPermission: Operation<"AddPermission"> = async (input, call) => {
  const { key } = await findQueue(input, call);
  const { Label: label, AWSAccountIds: accounts, Actions: actions } = input;
  const strange = actions.find((action) => !SHAREABLE.has(action));
  if (strange !== undefined)
    throw outOfRange(`SQS:${strange}`, "ActionName", "Only the queue owner is allowed to invoke this action.");
  await call.context.store.change(key, (row) => {
    const { Statement: statements, ...policy } = policyOf(row, key);
    if (statements.some(({ Sid }) => Sid === label)) throw outOfRange(label, "Label", "Already exists.");
    if (statements.length >= PERMISSIONS_MAX)
      throw overLimit(`${PERMISSIONS_MAX} policy statements are the most a queue may have.`);
    if (accounts.some((one) => !/^\d{12}$/.test(one)))
      throw invalidParameter("Value [] for parameter PrincipalId is invalid. Reason: Unable to verify.");
    const added = {
      Sid: label,
      Effect: "Allow",
      Principal: { AWS: accounts.map((one) => `arn:${partitionOf(key.region)}:iam::${one}:root`) },
      Action: actions.map((action) => `SQS:${action}`),
      Resource: queueArn(key),
    };
    return withPolicy(row, { ...policy, Statement: [...statements, added] }, call.context.clock.now());
  });
  return {};
};
