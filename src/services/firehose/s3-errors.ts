// Why S3 did not take an object, in the words of the guide's table of S3 errors ("Monitor with CloudWatch Logs"), where it has some.
import { AwsError } from "../../kit/errors.ts";

export interface DeliveryError {
  readonly code: string;
  readonly message: string;
}

/** Documented. */
const MESSAGES: Readonly<Record<string, string>> = {
  AccessDenied:
    "Access was denied. Ensure that the trust policy for the provided IAM role allows Firehose to assume the role, and the access policy allows access to the S3 bucket.",
  NoSuchBucket: "The specified bucket does not exist. Create the bucket or use a different bucket that does exist.",
  "KMS.NotFoundException":
    "The provided AWS KMS key was not found. If you are using what you believe to be a valid AWS KMS key with the correct role, check if there is a problem with the account to which the AWS KMS key is attached.",
  "KMS.DisabledException": "The provided KMS key is disabled. Enable the key or use a different key.",
};

/** Documented for what cannot be said. */
const INTERNAL: DeliveryError = {
  code: "S3.InternalError",
  message:
    "An internal error occurred while attempting to deliver data. Delivery will be retried; if the error persists, then it will be reported to AWS for resolution.",
};

export function s3Error(error: unknown): DeliveryError {
  if (!(error instanceof AwsError)) return INTERNAL;
  return { code: `S3.${error.code}`, message: MESSAGES[error.code] ?? error.message };
}
