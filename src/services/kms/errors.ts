// The errors of KMS, with AWS's texts: recorded unless labelled otherwise. All of the caller's are answered with status 400. Recorded.
import { AwsError } from "../../kit/errors.ts";

const refused = (code: string, message: string): AwsError => new AwsError(code, message, { status: 400 });

export const validation = (message: string): AwsError => refused("ValidationException", message);

/** A member whose limits are narrower than the model's, in the words of the checks that come from the model. */
export const outOfRange = (value: number, member: string, bound: "less" | "greater", limit: number): AwsError =>
  validation(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ` +
      `Member must have value ${bound} than or equal to ${limit}`,
  );

const notFound = (message: string): AwsError => refused("NotFoundException", message);

export const keyNotFound = (arn: string): AwsError => notFound(`Key '${arn}' does not exist`);

export const invalidKeyId = (keyId: string): AwsError => notFound(`Invalid keyId '${keyId}'`);

export const aliasNotFound = (arn: string): AwsError => notFound(`Alias ${arn} is not found.`);

export const otherRegion = (region: string): AwsError => notFound(`Invalid arn ${region}`);

/** Inferred from the texts around it. */
export const invalidArn = (arn: string): AwsError => refused("InvalidArnException", `Invalid arn ${arn}`);

export const disabled = (arn: string): AwsError => refused("DisabledException", `${arn} is disabled.`);

export const invalidState = (message: string): AwsError => refused("KMSInvalidStateException", message);

/** `state` in AWS's words, e.g. `pending deletion`. */
export const inState = (arn: string, state: string): AwsError => invalidState(`${arn} is ${state}.`);

export const usageNotValid = (arn: string, usage: string, operation: string): AwsError =>
  refused("InvalidKeyUsageException", `${arn} key usage is ${usage} which is not valid for ${operation}.`);

export const algorithmNotValid = (algorithm: string, spec: string): AwsError =>
  refused("InvalidKeyUsageException", `Algorithm ${algorithm} is incompatible with key spec ${spec}.`);

export const originNotValid = (arn: string, origin: string): AwsError =>
  unsupported(`${arn} origin is ${origin} which is not valid for this operation.`);

export const unsupported = (message = ""): AwsError => refused("UnsupportedOperationException", message);

export const notPrimary = (arn: string): AwsError => unsupported(`${arn} is not a multi-region primary key.`);

/** Altered, cut, made by someone else, or of another encryption context: AWS does not say which. */
export const invalidCiphertext = (): AwsError => refused("InvalidCiphertextException", "");

export const incorrectKey = (): AwsError =>
  refused(
    "IncorrectKeyException",
    "The key ID in the request does not identify a CMK that can perform this operation.",
  );

/** Recorded in public issue threads. */
export const ciphertextOfUnknownKey = (): AwsError =>
  accessDenied(
    "The ciphertext refers to a customer master key that does not exist, does not exist in this region, " +
      "or you are not allowed to access.",
  );

const accessDenied = (message: string): AwsError => refused("AccessDeniedException", message);

/** Documented: some operations never reach into another account, and AWS managed keys are AWS's to manage. */
export const notAuthorized = (callerArn: string, operation: string, arn: string): AwsError =>
  accessDenied(
    `User: ${callerArn} is not authorized to perform: kms:${operation} on resource: ${arn} because no ` +
      `resource-based policy allows the kms:${operation} action`,
  );

export const invalidSignature = (): AwsError => refused("KMSInvalidSignatureException", "");

export const invalidMac = (): AwsError => refused("KMSInvalidMacException", "");

export const dryRun = (): AwsError =>
  refused("DryRunOperationException", "The request would have succeeded, but the DryRun option is set.");

export const aliasPrefix = (): AwsError =>
  validation(
    'Alias must start with the prefix "alias/". ' +
      "Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
  );

/** Inferred: AWS documents the code and that the prefix alias/aws/ is reserved. */
export const aliasReserved = (): AwsError => refused("NotAuthorizedException", "");

/** Recorded in public issue threads. */
export const aliasInvalid = (name: string): AwsError =>
  refused("InvalidAliasNameException", `${name} contains invalid characters for an alias`);

/** Recorded in public issue threads. */
export const aliasExists = (arn: string): AwsError =>
  refused("AlreadyExistsException", `An alias with the name ${arn} already exists`);

/** Inferred. */
export const aliasOtherKind = (arn: string): AwsError =>
  validation(`Alias ${arn} cannot be moved to a KMS key of another type or key usage.`);

/** Inferred. */
export const replicaExists = (arn: string): AwsError =>
  refused("AlreadyExistsException", `Key '${arn}' already exists`);

export const limitExceeded = (message: string): AwsError => refused("LimitExceededException", message);

export const tagError = (message: string): AwsError => refused("TagException", message);

/** Inferred. */
export const notFoundPolicy = (name: string): AwsError => notFound(`No such policy exists: ${name}`);

/** Recorded in public issue threads, as far as KMS has words of its own. */
export const malformedPolicy = (message: string): AwsError => refused("MalformedPolicyDocumentException", message);

/** Inferred. */
export const invalidMarker = (): AwsError => refused("InvalidMarkerException", "The marker is not valid.");

export const invalidGrantToken = (): AwsError => refused("InvalidGrantTokenException", "The grant token is not valid.");

/** Inferred. */
export const grantNotFound = (grantId: string): AwsError => notFound(`Grant ID ${grantId} not found`);

/** Recorded in public issue threads. */
export const invalidPrincipal = (principal: string): AwsError =>
  refused("InvalidArnException", `ARN does not refer to a valid principal: ${principal}`);

/** Documented; the texts are inferred. */
export const incorrectMaterial = (message: string): AwsError => refused("IncorrectKeyMaterialException", message);

export const invalidImportToken = (): AwsError =>
  refused("InvalidImportTokenException", "The import token is not valid.");

export const expiredImportToken = (): AwsError =>
  refused("ExpiredImportTokenException", "The import token has expired.");

/** The material of this key cannot be unwrapped: the platform was started with another root key. */
export const keyUnavailable = (arn: string): AwsError =>
  new AwsError(
    "KeyUnavailableException",
    `The material of ${arn} is wrapped by another root key than the one that Forebay was started with.`,
    { status: 500, fault: "server" },
  );

/** A member or value of a built operation whose behaviour is not built. */
export const notBuilt = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });
