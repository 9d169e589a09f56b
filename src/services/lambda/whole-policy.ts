// Resource policies of functions as whole documents: what PutResourcePolicy takes beside what AddPermission writes.
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidParameter, notBuilt } from "./errors.ts";
import { functionArn, LATEST } from "./function.ts";
import { named, type Named, type Place } from "./locate.ts";

/** A function, version or alias. Errors: NotImplemented for other resources. */
export function resourceOf(arn: string, place: Place): Named & { readonly name: string } {
  if (!arn.includes(":function:"))
    throw notBuilt("Only functions have resource policies here: there are no runtimes of AWS.");
  const { key, qualifier } = named(arn, place);
  return { key, qualifier, name: qualifier ?? LATEST };
}

/** The statements, which must be for that function. Errors: InvalidParameterValueException, whose texts are inferred. */
export function statementsOf(policy: string, { key, qualifier }: Named): readonly object[] {
  try {
    const arn = functionArn(key, qualifier);
    for (const { resources } of parsePolicy(policy, "resource").statements)
      for (const resource of resources?.values ?? [])
        if (resource !== arn) throw invalidParameter(`The resource ${resource} of the policy is not ${arn}.`);
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidParameter(`The policy is invalid: ${error.message}`) : error;
  }
  const { Statement } = JSON.parse(policy) as { readonly Statement: object | readonly object[] };
  return Array.isArray(Statement) ? (Statement as readonly object[]) : [Statement];
}
