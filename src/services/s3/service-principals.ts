// S3 as a caller of other services and of itself.
import type { Caller } from "../../kit/service.ts";

/** S3 as a caller. */
export const S3_ITSELF = {
  kind: "service",
  account: "",
  arn: "s3.amazonaws.com",
  userId: "s3.amazonaws.com",
  accessKeyId: undefined,
} as const;

/** What delivers access logs. Documented. */
export const LOGGING = { ...S3_ITSELF, arn: "logging.s3.amazonaws.com", userId: "logging.s3.amazonaws.com" } as const;

/** What S3 does at its convenience to what an account has, it does in that account's name. */
export const accountItself = (account: string): Caller => ({
  kind: "root",
  account,
  arn: `arn:aws:iam::${account}:root`,
  userId: account,
  accessKeyId: undefined,
});
