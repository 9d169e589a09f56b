// S3 as a caller of other services and of itself.

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
