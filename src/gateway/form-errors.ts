// Errors of HTML form uploads to S3. Recorded unless said otherwise.
import { AwsError } from "../kit/errors.ts";

const error = (status: number, code: string, message: string, members: Record<string, unknown> = {}): AwsError =>
  new AwsError(code, message, { status, members });

export const fieldMissing = (field: string): AwsError =>
  error(
    400,
    "InvalidArgument",
    `Bucket POST must contain a field named '${field}'.  If it is specified, please check the order of the fields.`,
    { ArgumentName: field, ArgumentValue: "" },
  );

/** Documented. */
export const fileMissing = (): AwsError =>
  error(400, "InvalidArgument", "POST requires exactly one file upload per request.", {
    ArgumentName: "file",
    ArgumentValue: "0",
  });

/** Documented. */
export const fieldsTooLarge = (maxBytes: number): AwsError =>
  error(400, "MaxPostPreDataLengthExceeded", "Your POST request fields preceding the upload file were too large.", {
    MaxPostPreDataLengthBytes: String(maxBytes),
  });

/** Documented. */
export const malformedForm = (): AwsError =>
  error(400, "MalformedPOSTRequest", "The body of your POST request is not well-formed multipart/form-data.");

export const invalidPolicy = (problem: string): AwsError =>
  error(400, "InvalidPolicyDocument", `Invalid Policy: ${problem}`);

export const policyViolated = (problem: string): AwsError =>
  error(403, "AccessDenied", `Invalid according to Policy: ${problem}`);

export const policyConditionFailed = (condition: readonly string[]): AwsError =>
  policyViolated(`Policy Condition failed: [${condition.map((part) => JSON.stringify(part)).join(", ")}]`);

export const formTooLarge = (proposedSize: number, maxSizeAllowed: number): AwsError =>
  error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize: proposedSize,
    MaxSizeAllowed: maxSizeAllowed,
  });

export const formTooSmall = (proposedSize: number, minSizeAllowed: number): AwsError =>
  error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize: proposedSize,
    MinSizeAllowed: minSizeAllowed,
  });

export const malformedTagging = (): AwsError =>
  error(
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
