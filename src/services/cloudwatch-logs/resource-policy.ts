// Resource policies of an account: what CloudWatch Logs accepts, and all of them as one.
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { malformedPolicy } from "./errors.ts";
import type { Policy } from "./store/policies.ts";

/** Errors: InvalidParameterException. */
export function parseResourcePolicy(document: string): void {
  try {
    parsePolicy(document, "resource");
  } catch (error) {
    throw error instanceof PolicyProblem ? malformedPolicy(error.message) : error;
  }
}

/** Undefined when there are none. */
export function joinedPolicies(policies: readonly Policy[]): string | undefined {
  const [only] = policies;
  if (policies.length <= 1) return only?.document;
  const Statement = policies.flatMap(
    ({ document }) => (JSON.parse(document) as { Statement: object | object[] }).Statement,
  );
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
