// Policy documents that come in are held against the grammar of policies.
import type { PolicyDocument, PolicyKind } from "../../policy/document.ts";
import { parsePolicy } from "../../policy/parse.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import { malformedPolicy } from "./errors.ts";

/** Errors: MalformedPolicyDocument. */
export function checkDocument(document: string, kind: PolicyKind): PolicyDocument {
  try {
    return parsePolicy(document, kind);
  } catch (error) {
    throw error instanceof PolicyProblem ? malformedPolicy(error.message) : error;
  }
}
