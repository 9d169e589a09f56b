// The resource policies of functions: statements by qualifier, shown as one document each.
import type { FunctionRow } from "./function.ts";

/** JSON, or undefined when the function has none for that qualifier. */
export function policyOf({ policies }: FunctionRow, qualifier: string): string | undefined {
  const policy = Object.hasOwn(policies, qualifier) ? policies[qualifier] : undefined;
  if (!policy || policy.statements.length === 0) return undefined;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy.statements });
}
