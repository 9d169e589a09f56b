// IAM's errors with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

/** As the texts name what is not there or exists already. */
export type EntityKind = "user" | "group" | "role" | "policy" | "instance profile";

const noSuchEntity = (message: string): AwsError => new AwsError("NoSuchEntity", message, { status: 404 });
const alreadyExists = (message: string): AwsError => new AwsError("EntityAlreadyExists", message, { status: 409 });
const deleteConflict = (message: string): AwsError => new AwsError("DeleteConflict", message, { status: 409 });
const limitExceeded = (message: string): AwsError => new AwsError("LimitExceeded", message, { status: 409 });

export const invalidInput = (message: string): AwsError => new AwsError("InvalidInput", message, { status: 400 });
export const validationError = (message: string): AwsError => new AwsError("ValidationError", message, { status: 400 });
export const malformedPolicy = (message: string): AwsError =>
  new AwsError("MalformedPolicyDocument", message, { status: 400 });

const capitals: Readonly<Record<EntityKind, string>> = {
  user: "User",
  group: "Group",
  role: "Role",
  policy: "Policy",
  "instance profile": "Instance Profile",
};

export function entityNotFound(kind: Exclude<EntityKind, "policy">, name: string): AwsError {
  const what = kind === "instance profile" ? "Instance Profile" : kind;
  return noSuchEntity(
    kind === "instance profile" ? `${what} ${name} cannot be found.` : `The ${what} with name ${name} cannot be found.`,
  );
}

export const entityExists = (kind: EntityKind, name: string): AwsError =>
  alreadyExists(
    kind === "policy"
      ? `A policy called ${name} already exists. Duplicate names are not allowed.`
      : `${capitals[kind]} ${kind === "instance profile" ? "" : "with name "}${name} already exists.`,
  );

export const policyNotFound = (arn: string): AwsError => noSuchEntity(`Policy ${arn} was not found.`);

/** `reason` as in "must detach all policies first". */
export const mustFirst = (reason: string): AwsError => deleteConflict(`Cannot delete entity, must ${reason} first.`);

export const policyAttached = (): AwsError => deleteConflict("Cannot delete a policy attached to entities.");

/** `quota`: as AWS names it, e.g. `UsersPerAccount`. */
export const quotaExceeded = (quota: string, max: number): AwsError =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${max}`);
