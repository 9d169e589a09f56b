// RemovePermission.
import type { Operation } from "../context.ts";
import { outOfRange } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { policyOf, withPolicy } from "../queue-policy.ts";

export const removePermission: Operation<"RemovePermission"> = async (input, call) => {
  const { key } = await findQueue(input, call);
  const { Label: label } = input;
  await call.context.store.change(key, (row) => {
    const { Statement: statements, ...policy } = policyOf(row, key);
    const left = statements.filter(({ Sid }) => Sid !== label);
    if (left.length === statements.length) throw outOfRange(label, "Label", "can't find label on existing policy.");
    return withPolicy(row, { ...policy, Statement: left }, call.context.clock.now());
  });
  return {};
};
