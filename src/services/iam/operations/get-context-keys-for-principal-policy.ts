// GetContextKeysForPrincipalPolicy: the condition keys that the policies of a user, group or role ask for.
import type { Operation } from "../context.ts";
import { contextKeysIn } from "./get-context-keys-for-custom-policy.ts";
import { simulatedPrincipal } from "../simulated-principal.ts";

export const getContextKeysForPrincipalPolicy: Operation<"GetContextKeysForPrincipalPolicy"> = async (
  input,
  { account, context },
) => {
  const { policies } = await simulatedPrincipal(context.store.reads, account, input.PolicySourceArn);
  const documents = policies.map(({ document }) => document);
  return { ContextKeyNames: contextKeysIn([...documents, ...(input.PolicyInputList ?? [])]) };
};
