// S3 Control's errors, one function each. Recorded in LocalStack's snapshots of AWS unless said otherwise.
import { AwsError } from "../../kit/errors.ts";

const error = (
  status: number,
  code: string,
  message: string,
  members: Readonly<Record<string, unknown>> = {},
): AwsError => new AwsError(code, message, { status, members });

export const noSuchPublicAccessBlock = (account: string): AwsError =>
  error(404, "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", {
    AccountId: account,
  });

export const nothingConfigured = (): AwsError =>
  error(400, "InvalidRequest", "Must specify at least one configuration.");

export const noSuchAccessPoint = (name: string): AwsError =>
  error(404, "NoSuchAccessPoint", "The specified accesspoint does not exist", { AccessPointName: name });

export const noSuchBucket = (): AwsError =>
  error(400, "InvalidRequest", "Amazon S3 AccessPoint can only be created for existing bucket");

/** Inferred: the region is documented, the words are not. */
export const bucketElsewhere = (): AwsError =>
  error(400, "InvalidRequest", "Amazon S3 AccessPoint can only be created in the region of its bucket");

/** Recorded in public code. */
export const notOwner = (): AwsError =>
  error(400, "InvalidRequest", "BucketAccountId parameter should be same as the AWS Account Id of bucket owner");

export const invalidName = (name: string): AwsError =>
  error(400, "InvalidURI", "Couldn't parse the specified URI.", { URI: `accesspoint/${name}` });

export const alreadyOwned = (): AwsError =>
  error(
    409,
    "AccessPointAlreadyOwnedByYou",
    "Your previous request to create the named accesspoint succeeded and you already own it.",
  );

/** Documented code; the words are of the list of error codes. */
export const tooManyAccessPoints = (): AwsError =>
  error(400, "TooManyAccessPoints", "You have attempted to create more access points than are allowed for an account.");

/** Documented code; the words are of the list of error codes. */
export const noSuchPolicy = (name: string): AwsError =>
  error(404, "NoSuchAccessPointPolicy", "The specified accesspoint policy does not exist", { AccessPointName: name });

export const malformedPolicy = (message: string, detail?: string): AwsError =>
  error(400, "MalformedPolicy", message, detail === undefined ? {} : { Detail: detail });

/** The words are of S3's own block. */
export const publicPolicyBlocked = (caller: string, resource: string): AwsError =>
  error(
    403,
    "AccessDenied",
    `User: ${caller} is not authorized to perform: s3:PutAccessPointPolicy on resource: "${resource}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  );

/** Inferred. */
export const invalidToken = (): AwsError =>
  error(400, "InvalidRequest", "The continuation token provided is incorrect");

/** Inferred. */
export const invalidResource = (arn: string): AwsError =>
  error(400, "InvalidRequest", "The specified resource ARN is not one that tags can be on", { ResourceArn: arn });

/** The words are of S3's own tags. */
export const invalidTag = (key: string): AwsError =>
  error(400, "InvalidTag", "The TagKey you have provided is invalid", { TagKey: key });

export const invalidTagValue = (key: string): AwsError =>
  error(400, "InvalidTag", "The TagValue you have provided is invalid", { TagKey: key });

export const tooManyTags = (): AwsError => error(400, "TooManyTagsException", "Tag count cannot be greater than 50");

/** Scopes are directory buckets'. Documented; the words are inferred. */
export const scopeNotSupported = (): AwsError =>
  error(400, "InvalidRequest", "Scope is supported by access points of directory buckets only");
