// S3's errors: one function each, with AWS's text. Recorded where localstack's snapshots of AWS have it, otherwise documented.
import { AwsError } from "../../kit/errors.ts";

export const error = (
  status: number,
  code: string,
  message: string,
  members: Readonly<Record<string, unknown>> = {},
): AwsError => new AwsError(code, message, { status, members, fault: status < 500 ? "client" : "server" });

export const noSuchBucket = (bucket: string): AwsError =>
  error(404, "NoSuchBucket", "The specified bucket does not exist", { BucketName: bucket });

/** Recorded of S3 Control, which names it so. */
export const noSuchAccessPoint = (name: string): AwsError =>
  error(404, "NoSuchAccessPoint", "The specified accesspoint does not exist", { AccessPointName: name });

/** Documented code; the words are of the list of error codes. */
export const hasAccessPoints = (bucket: string): AwsError =>
  error(
    400,
    "BucketHasAccessPointsAttached",
    "The bucket you are trying to delete has access points attached. Delete your access points before deleting your bucket.",
    { BucketName: bucket },
  );

/** `headers` tell of a delete marker. */
export const noSuchKey = (key: string, headers: Readonly<Record<string, string>> = {}): AwsError =>
  new AwsError("NoSuchKey", "The specified key does not exist.", { status: 404, members: { Key: key }, headers });

/** Recorded. `resourceType` is what does not have the method; of bucket policies, for identities of other accounts. */
export const methodNotAllowed = (
  method: string,
  resourceType: string,
  headers: Readonly<Record<string, string>> = {},
): AwsError =>
  new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    members: { Method: method, ResourceType: resourceType },
    headers,
  });

export const noSuchUpload = (uploadId: string): AwsError =>
  error(
    404,
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId: uploadId },
  );

export const noSuchTagSet = (bucket: string): AwsError =>
  error(404, "NoSuchTagSet", "The TagSet does not exist", { BucketName: bucket });

export const noSuchVersion = (key: string, versionId: string): AwsError =>
  error(404, "NoSuchVersion", "The specified version does not exist.", { Key: key, VersionId: versionId });

export const bucketAlreadyOwnedByYou = (bucket: string): AwsError =>
  error(
    409,
    "BucketAlreadyOwnedByYou",
    "Your previous request to create the named bucket succeeded and you already own it.",
    { BucketName: bucket },
  );

export const bucketAlreadyExists = (bucket: string): AwsError =>
  error(
    409,
    "BucketAlreadyExists",
    "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
    { BucketName: bucket },
  );

/** Recorded. */
export const bucketNotEmpty = (bucket: string, versioned: boolean): AwsError => {
  const rest = versioned ? ". You must delete all versions in the bucket." : "";
  return error(409, "BucketNotEmpty", `The bucket you tried to delete is not empty${rest}`, { BucketName: bucket });
};

export const invalidVersionId = (versionId: string): AwsError =>
  versionId === ""
    ? invalidArgument("Version id cannot be the empty string", "versionId", "")
    : invalidArgument("Invalid version id specified", "versionId", versionId);

export const illegalVersioning = (): AwsError =>
  error(400, "IllegalVersioningConfigurationException", "The Versioning element must be specified");

export const mfaRequired = (): AwsError =>
  error(403, "AccessDenied", "Mfa Authentication must be used for this request");

export const invalidBucketState = (message: string): AwsError => error(409, "InvalidBucketState", message);

export const invalidBucketName = (bucket: string): AwsError =>
  error(400, "InvalidBucketName", "The specified bucket is not valid.", { BucketName: bucket });

export const illegalLocationConstraint = (constraint: string): AwsError =>
  error(
    400,
    "IllegalLocationConstraintException",
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );

export const invalidLocationConstraint = (constraint: string): AwsError =>
  error(400, "InvalidLocationConstraint", "The specified location-constraint is not valid", {
    LocationConstraint: constraint,
  });

export const accessDenied = (): AwsError => error(403, "AccessDenied", "Access Denied");

export const invalidBucketOwner = (account: string): AwsError =>
  error(
    400,
    "InvalidBucketOwnerAWSAccountID",
    `The value of the expected bucket owner parameter must be an AWS Account ID... [${account}]`,
  );

export const entityTooLarge = (proposedSize: number, maxSizeAllowed: number): AwsError =>
  error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
    ProposedSize: proposedSize,
    MaxSizeAllowed: maxSizeAllowed,
  });

export const entityTooSmall = (
  etag: string,
  partNumber: number,
  proposedSize: number,
  minSizeAllowed: number,
): AwsError =>
  error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", {
    ProposedSize: proposedSize,
    MinSizeAllowed: minSizeAllowed,
    PartNumber: partNumber,
    ETag: etag,
  });

export const incompleteBody = (): AwsError =>
  error(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

export const invalidPart = (uploadId: string, partNumber: number, etag: string): AwsError =>
  error(
    400,
    "InvalidPart",
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { UploadId: uploadId, PartNumber: partNumber, ETag: etag },
  );

export const invalidPartOrder = (uploadId: string): AwsError =>
  error(
    400,
    "InvalidPartOrder",
    "The list of parts was not in ascending order. Parts must be ordered by part number.",
    {
      UploadId: uploadId,
    },
  );

export const invalidPartNumber = (requested: number, actualCount: number): AwsError =>
  error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable", {
    PartNumberRequested: requested,
    ActualPartCount: actualCount,
  });

export const invalidRange = (requested: string, actualSize: number): AwsError =>
  new AwsError("InvalidRange", "The requested range is not satisfiable", {
    status: 416,
    members: { RangeRequested: requested, ActualObjectSize: actualSize },
    headers: { "content-range": `bytes */${actualSize}` },
  });

export const invalidArgument = (message: string, argumentName: string, argumentValue?: string | number): AwsError =>
  error(400, "InvalidArgument", message, {
    ArgumentName: argumentName,
    ...(argumentValue === undefined ? {} : { ArgumentValue: argumentValue }),
  });

export const invalidRequest = (message: string): AwsError => error(400, "InvalidRequest", message);

export const malformedXml = (): AwsError =>
  error(
    400,
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const keyTooLong = (sizeBytes: number, sizeMaxBytes: number): AwsError =>
  error(400, "KeyTooLongError", "Your key is too long", { Size: sizeBytes, MaxSizeAllowed: sizeMaxBytes });

export const metadataTooLarge = (sizeBytes: number, sizeMaxBytes: number): AwsError =>
  error(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", {
    Size: sizeBytes,
    MaxSizeAllowed: sizeMaxBytes,
  });

export const invalidTag = (message: string, members: { TagKey?: string; TagValue?: string } = {}): AwsError =>
  error(400, "InvalidTag", message, members);

export const tooManyTags = (message: string): AwsError => error(400, "BadRequest", message);

export const invalidDigest = (contentMd5: string): AwsError =>
  error(400, "InvalidDigest", "The Content-MD5 you specified was invalid.", { "Content-MD5": contentMd5 });

export const badContentMd5 = (expected: string, calculated: string): AwsError =>
  error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.", {
    ExpectedDigest: expected,
    CalculatedDigest: calculated,
  });

export const badChecksum = (algorithm: string): AwsError =>
  error(400, "BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);

export const badPartChecksum = (algorithm: string, partNumber: number): AwsError =>
  error(400, "BadDigest", `The ${algorithm} you specified for part ${partNumber} did not match what we received.`);

export const preconditionFailed = (condition: string): AwsError =>
  error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });

/** Documented. */
export const operationAborted = (): AwsError =>
  error(
    409,
    "OperationAborted",
    "A conflicting conditional operation is currently in progress against this resource. Please try again.",
  );

export const conditionalRequestConflict = (condition: string, key: string): AwsError =>
  error(
    409,
    "ConditionalRequestConflict",
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { Condition: condition, Key: key },
  );

/** Answered without a body, with the headers a 200 would carry. */
export const notModified = (headers: Readonly<Record<string, string>>): AwsError =>
  new AwsError("NotModified", "Not Modified", { status: 304, headers });

/** AWS itself answers this one for header values S3 does not know. */
export const headerNotImplemented = (header: string, additionalMessage?: string): AwsError =>
  error(501, "NotImplemented", "A header you provided implies functionality that is not implemented", {
    Header: header,
    ...(additionalMessage === undefined ? {} : { additionalMessage }),
  });

export const invalidStorageClass = (storageClass: string): AwsError =>
  error(400, "InvalidStorageClass", "The storage class you specified is not valid", {
    StorageClassRequested: storageClass,
  });

/** Documented. */
export const missingRequestBody = (): AwsError => error(400, "MissingRequestBodyError", "Request body is empty.");

export const noSuchBucketPolicy = (bucket: string): AwsError =>
  error(404, "NoSuchBucketPolicy", "The bucket policy does not exist", { BucketName: bucket });

export const noSuchPublicAccessBlock = (bucket: string): AwsError =>
  error(404, "NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found", {
    BucketName: bucket,
  });

/** `detail`: the part of the policy that it is about. */
export const malformedPolicy = (message: string, detail?: string): AwsError =>
  error(400, "MalformedPolicy", message, detail === undefined ? {} : { Detail: detail });

export const publicPolicyBlocked = (caller: string, resource: string): AwsError =>
  error(
    403,
    "AccessDenied",
    `User: ${caller} is not authorized to perform: s3:PutBucketPolicy on resource: "${resource}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
  );
