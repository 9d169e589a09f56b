// What Glue accepts as the resource policy of a catalog. Documented in "Resource-based policies"; texts inferred.
import { parseArn } from "../../kit/arn.ts";
import { hex } from "../../kit/ids.ts";
import { compileAction } from "../../policy/action-pattern.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { invalidInput, resourceLevelPolicy } from "./errors.ts";
import { POLICY_SIZE_MAX_BYTES } from "./limits.ts";
import type { Scope } from "./scope.ts";

const HASH_LENGTH = 32;

/** A policy's hash is new with every put, so that conditions on it see every change. */
export const newPolicyHash = (): string => hex(HASH_LENGTH);

/** Errors: InvalidInputException. */
export function refuseResourceArn(resourceArn: string | undefined): void {
  if (resourceArn !== undefined) throw resourceLevelPolicy();
}

/** Errors: InvalidInputException. */
export function checkPolicy(text: string, scope: Scope): void {
  if (Buffer.byteLength(text) > POLICY_SIZE_MAX_BYTES)
    throw invalidInput(`Policy must be at most ${POLICY_SIZE_MAX_BYTES} bytes`);
  for (const { actions, resources } of parse(text).statements) {
    const strange = actions.values.find((action) => !isOfGlue(action));
    if (strange !== undefined) throw invalidInput(`Action ${strange} is not an action of Glue`);
    const foreign = resources?.values.find((resource) => !isInCatalog(resource, scope));
    if (foreign !== undefined)
      throw invalidInput(`Resource ${foreign} is not in the catalog of this account and region`);
  }
}

function parse(text: string): ReturnType<typeof parsePolicy> {
  try {
    return parsePolicy(text, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidInput(error.message) : error;
  }
}

const isOfGlue = (action: string): boolean =>
  action.toLowerCase().startsWith("glue:") || compileAction(action)("glue:");

/** Wildcards may stand for the region and the account. */
function isInCatalog(resource: string, { account, region }: Scope): boolean {
  if (resource === "*") return true;
  const arn = parseArn(resource);
  return arn?.service === "glue" && ["*", region].includes(arn.region) && ["*", account].includes(arn.account);
}
