// PutResourcePolicy: who may use the catalog from elsewhere; it replaces the policy that was there.
import type { Operation } from "../context.ts";
import { policyConditionFailed } from "../errors.ts";
import { checkPolicy, newPolicyHash, refuseResourceArn } from "../resource-policy.ts";
import { checkHash, findPolicy, putPolicy } from "../store/resource-policies.ts";

export const putResourcePolicy: Operation<"PutResourcePolicy"> = async (input, call) => {
  const { keyvalue, clock } = call.context;
  refuseResourceArn(input.ResourceArn);
  checkPolicy(input.PolicyInJson, call);
  const hash = newPolicyHash();
  await keyvalue.transact(async (transaction) => {
    const current = await findPolicy(transaction, call);
    checkHash(current, input.PolicyHashCondition);
    if (input.PolicyExistsCondition === "MUST_EXIST" && current === undefined)
      throw policyConditionFailed("Policy does not exist");
    if (input.PolicyExistsCondition === "NOT_EXIST" && current !== undefined)
      throw policyConditionFailed("Policy already exists");
    const updateTime = new Date(clock.now());
    putPolicy(transaction, call, {
      document: input.PolicyInJson,
      hash,
      createTime: current?.createTime ?? updateTime,
      updateTime,
    });
  });
  return { PolicyHash: hash };
};
