// PutBucketLifecycleConfiguration: replaces all rules.
import type { Operation } from "../context.ts";
import { invalidRequest } from "../errors.ts";
import { checkedRules, MINIMUM_SIZES } from "../lifecycle/rule.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketLifecycleConfiguration: Operation<"PutBucketLifecycleConfiguration"> = async (
  input,
  { context },
) => {
  const { TransitionDefaultMinimumObjectSize: asked = "all_storage_classes_128K" } = input;
  const minimumSize = MINIMUM_SIZES.find((known) => known === asked);
  if (minimumSize === undefined) throw invalidRequest(`Invalid TransitionDefaultMinimumObjectSize found: ${asked}`);
  const rules = checkedRules(input.LifecycleConfiguration?.Rules ?? []);
  await putConfiguration(context, input, "lifecycle", { rules, minimumSize });
  return { TransitionDefaultMinimumObjectSize: minimumSize };
};
