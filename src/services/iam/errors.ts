// IAM's errors with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

/** As the texts name what is not there or exists already. */
export type EntityKind = "user" | "group" | "role" | "policy" | "instance profile";

export const noSuchEntity = (message: string): AwsError => new AwsError("NoSuchEntity", message, { status: 404 });
export const alreadyExists = (message: string): AwsError =>
  new AwsError("EntityAlreadyExists", message, { status: 409 });
export const deleteConflict = (message: string): AwsError => new AwsError("DeleteConflict", message, { status: 409 });
const limitExceeded = (message: string): AwsError => new AwsError("LimitExceeded", message, { status: 409 });
export const invalidInput = (message: string): AwsError => new AwsError("InvalidInput", message, { status: 400 });
export const validationError = (message: string): AwsError => new AwsError("ValidationError", message, { status: 400 });

/** Recorded in public issue threads: what sessions without a device's code are told. */
export const invalidSessionToken = (): AwsError =>
  new AwsError("InvalidClientTokenId", "The security token included in the request is invalid", { status: 403 });

export const malformedPolicy = (message: string): AwsError =>
  new AwsError("MalformedPolicyDocument", message, { status: 400 });

export const entityNotFound = (kind: Exclude<EntityKind, "policy">, name: string): AwsError =>
  noSuchEntity(
    kind === "instance profile"
      ? `Instance Profile ${name} cannot be found.`
      : `The ${kind} with name ${name} cannot be found.`,
  );

export function entityExists(kind: EntityKind, name: string): AwsError {
  if (kind === "policy")
    return alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
  if (kind === "instance profile") return alreadyExists(`Instance Profile ${name} already exists.`);
  return alreadyExists(`${kind.charAt(0).toUpperCase()}${kind.slice(1)} with name ${name} already exists.`);
}

export const policyNotFound = (arn: string): AwsError => noSuchEntity(`Policy ${arn} was not found.`);

export const policyNotAttachable = (arn: string): AwsError =>
  noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);

export const versionNotFound = (arn: string, version: string): AwsError =>
  noSuchEntity(`Policy ${arn} version ${version} does not exist or is not attachable.`);

export const boundaryNotFound = (arn: string): AwsError =>
  noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);

export const invalidArn = (arn: string): AwsError => validationError(`ARN ${arn} is not valid.`);
export const invalidBoundaryArn = (arn: string): AwsError => invalidInput(`ARN ${arn} is not valid.`);

export const inlinePolicyNotFound = (kind: "user" | "group" | "role", name: string): AwsError =>
  noSuchEntity(`The ${kind} policy with name ${name} cannot be found.`);

export const roleNotInProfile = (role: string, profile: string): AwsError =>
  noSuchEntity(`Role ${role} in Instance Profile ${profile} cannot be found.`);

export const accessKeyNotFound = (id: string): AwsError =>
  noSuchEntity(`The Access Key with id ${id} cannot be found.`);

export const accessKeyDenied = (caller: string, id: string): AwsError =>
  new AwsError(
    "AccessDenied",
    `User: ${caller} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
    { status: 403 },
  );

export const loginProfileNotFound = (user: string): AwsError =>
  noSuchEntity(`Login Profile for User ${user} cannot be found.`);

export const loginProfileExists = (user: string): AwsError =>
  alreadyExists(`Login Profile for user ${user} already exists.`);

export const userNameNeeded = (): AwsError =>
  validationError("Must specify userName when calling with non-User credentials");

/** `reason` as in "must detach all policies first". */
export const mustFirst = (reason: string): AwsError => deleteConflict(`Cannot delete entity, must ${reason} first.`);

export const policyAttached = (): AwsError => deleteConflict("Cannot delete a policy attached to entities.");

/** In public issue threads. */
export const policyHasVersions = (): AwsError =>
  deleteConflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
      "The default version is deleted with the policy.",
  );

export const defaultVersionDeleted = (): AwsError => deleteConflict("Cannot delete the default version of a policy.");

/** `quota`: as AWS names it, e.g. `UsersPerAccount`. */
export const quotaExceeded = (quota: string, max: number): AwsError =>
  limitExceeded(`Cannot exceed quota for ${quota}: ${max}`);

export const tooManyVersions = (max: number): AwsError =>
  limitExceeded(
    `A managed policy can have up to ${max} versions. ` +
      "Before you create a new version, you must delete an existing version.",
  );

/** In public issue threads. */
export const sizeExceeded = (max: number, kind: string, name: string): AwsError =>
  limitExceeded(`Maximum policy size of ${max} bytes exceeded for ${kind} ${name}`);

export const duplicateTags = (keys: "exact" | "folded"): AwsError =>
  invalidInput(
    keys === "exact"
      ? "Duplicate tag keys found."
      : "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  );

/** Inferred. */
export const tooManyTags = (): AwsError => limitExceeded("The number of tags has reached the maximum limit.");

/** Inferred. */
export const reservedTag = (): AwsError => invalidInput("Tag keys that begin with aws: are reserved for system use.");

/** Inferred. */
export const invalidMarker = (): AwsError => validationError("Invalid Marker.");

/** In public issue threads. */
export const protectedRole = (name: string): AwsError =>
  new AwsError(
    "UnmodifiableEntity",
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    { status: 400 },
  );

/** Documented: AWS's own policies cannot be changed. The words are in public issue threads. */
export const awsPolicy = (operation: string, arn: string, caller: string): AwsError =>
  new AwsError(
    "AccessDenied",
    `User: ${caller} is not authorized to perform: iam:${operation} on resource: policy ${arn}`,
    { status: 403 },
  );

/** Inferred. */
export const noBoundary = (kind: "user" | "role", name: string): AwsError =>
  noSuchEntity(`The ${kind} with name ${name} does not have a permissions boundary.`);

/** In public issue threads. */
export const invalidPassword = (): AwsError =>
  new AwsError("AccessDenied", "The old password was incorrect.", { status: 403 });

/** Inferred: the model lets it be left out. */
export const missingPassword = (): AwsError =>
  validationError(
    "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
  );

/** In public issue threads. */
export const invalidPrincipal = (arn: string): AwsError =>
  malformedPolicy(`Invalid principal in policy: "AWS":"${arn}"`);

/** Documented. */
export const concurrentModification = (): AwsError =>
  new AwsError(
    "ConcurrentModification",
    "The request was rejected because multiple requests to change this object were submitted simultaneously. " +
      "Wait a few minutes and submit your request again.",
    { status: 409 },
  );

/** Inferred: keys expire by themselves only, if they do. */
export const invalidStatus = (): AwsError =>
  validationError(
    "1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
  );
