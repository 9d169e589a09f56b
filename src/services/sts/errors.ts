// STS's errors, one function each.
import { AwsError } from "../../kit/errors.ts";

const forbidden = (message: string): AwsError => new AwsError("AccessDenied", message, { status: 403 });

const validationError = (message: string): AwsError => new AwsError("ValidationError", message, { status: 400 });

/** Recorded in public issue threads. */
export const invalidRoleArn = (arn: string): AwsError => validationError(`${arn} is invalid`);

/** Documented: role chaining limits a session to one hour. */
export const chainedTooLong = (): AwsError =>
  validationError("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");

/** Documented: sessions cannot call GetSessionToken or GetFederationToken. */
export const noSessionCredentials = (operation: string): AwsError =>
  forbidden(`Cannot call ${operation} with session credentials`);

export const mfaFailed = (): AwsError =>
  forbidden("MultiFactorAuthentication failed with invalid MFA one time pass code. ");

export const malformedPolicy = (): AwsError =>
  new AwsError("MalformedPolicyDocument", "The policy is not in the valid JSON format.", { status: 400 });

/** Inferred: AWS documents the error, not its words. */
export const invalidMessage = (): AwsError =>
  new AwsError("InvalidAuthorizationMessageException", "Message is invalid", { status: 400 });

/** Inferred. */
export const invalidAccessKeyId = (): AwsError => validationError("The access key ID is not valid.");
