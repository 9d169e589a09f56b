// Errors of UpdateObjectEncryption, in the words of its documentation.
import type { AwsError } from "../../../kit/errors.ts";
import { error, invalidRequest } from "../errors.ts";

const SOURCES = "Only source objects encrypted with SSE-S3 or SSE-KMS are supported.";

export const notEncrypted = (): AwsError =>
  invalidRequest(`The UpdateObjectEncryption operation doesn't supported unencrypted source objects. ${SOURCES}`);

export const encryptedOtherwise = (): AwsError =>
  invalidRequest(
    `The UpdateObjectEncryption operation doesn't support source objects with the encryption type DSSE-KMS or SSE-C. ${SOURCES}`,
  );

export const updateUnsigned = (): AwsError =>
  invalidRequest(
    "Requests that modify an object encryption configuration require AWS Signature Version 4. Modify the request to use AWS Signature Version 4, and then try again.",
  );

export const noNewEncryption = (): AwsError =>
  invalidRequest(
    "Requests that modify an object encryption configuration require a valid new encryption type. Valid values are SSEKMS. Modify the request to specify SSE-KMS for the updated encryption type, and then try again.",
  );

export const noKeyArn = (): AwsError =>
  invalidRequest(
    "Requests that modify an object's encryption type to SSE-KMS require an AWS KMS key Amazon Resource Name (ARN). Modify the request to specify a KMS key ARN, and then try again.",
  );

export const badKeyArn = (): AwsError =>
  invalidRequest(
    "Requests that modify an object's encryption type to SSE-KMS require a valid AWS KMS key Amazon Resource Name (ARN). Confirm that you have a correctly formatted KMS key ARN in your request, and then try again.",
  );

export const keyOfOtherAccount = (): AwsError =>
  error(
    403,
    "AccessDenied",
    "The AWS KMS key in the request must be owned by the same account as the bucket. Modify the request to specify a KMS key from the same account, and then try again.",
  );

export const encryptionLocked = (): AwsError =>
  error(
    403,
    "AccessDenied",
    "The encryption type for the specified object can\u2019t be updated because that object is protected by S3 Object Lock. If the object has a governance-mode retention period or a legal hold, you must first remove the Object Lock status on the object before you issue your UpdateObjectEncryption request. You can't use the UpdateObjectEncryption operation with objects that have an Object Lock compliance mode retention period applied to them.",
  );
