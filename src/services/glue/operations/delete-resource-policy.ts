// DeleteResourcePolicy.
import type { Operation } from "../context.ts";
import { refuseResourceArn } from "../resource-policy.ts";
import { checkHash, deletePolicy, requirePolicy } from "../store/resource-policies.ts";

export const deleteResourcePolicy: Operation<"DeleteResourcePolicy"> = async (input, call) => {
  refuseResourceArn(input.ResourceArn);
  await call.context.keyvalue.transact(async (transaction) => {
    checkHash(await requirePolicy(transaction, call), input.PolicyHashCondition);
    deletePolicy(transaction, call);
  });
  return {};
};
