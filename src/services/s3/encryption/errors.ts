// Errors of encryption. Recorded unless labelled otherwise.
import type { AwsError } from "../../../kit/errors.ts";
import { accessDenied, error, invalidArgument, invalidRequest } from "../errors.ts";

const ENCRYPTION = "x-amz-server-side-encryption";
const CUSTOMER = "Requests specifying Server Side Encryption with Customer provided keys must";

export const noCustomerAlgorithm = (): AwsError =>
  invalidArgument(`${CUSTOMER} provide a valid encryption algorithm.`, ENCRYPTION, "null");

export const noCustomerKey = (): AwsError =>
  invalidArgument(`${CUSTOMER} provide an appropriate secret key.`, ENCRYPTION, "null");

/** Recorded in public source; the argument's name as above. */
export const noCustomerKeyMd5 = (): AwsError =>
  invalidArgument(`${CUSTOMER} provide the client calculated MD5 of the secret key.`, ENCRYPTION, "null");

export const customerKeyOverHttp = (): AwsError => invalidRequest(`${CUSTOMER} be made over a secure connection.`);

export const unknownCustomerAlgorithm = (algorithm: string): AwsError =>
  error(
    400,
    "InvalidEncryptionAlgorithmError",
    "The Encryption request you specified is not valid. Supported value: AES256.",
    { ArgumentName: ENCRYPTION, ArgumentValue: algorithm },
  );

export const badCustomerKey = (): AwsError =>
  invalidArgument("The secret key was invalid for the specified algorithm.", ENCRYPTION, "null");

export const badCustomerKeyMd5 = (): AwsError =>
  invalidArgument("The calculated MD5 hash of the key did not match the hash that was provided.", ENCRYPTION, "null");

export const customerKeyBesides = (algorithm: string): AwsError =>
  invalidArgument(
    "Server Side Encryption with Customer provided key is incompatible with the encryption method specified",
    ENCRYPTION,
    algorithm,
  );

export const customerKeyMissing = (): AwsError =>
  invalidRequest(
    "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.",
  );

/** Recorded in public source. */
export const customerKeyNotNeeded = (): AwsError =>
  invalidRequest("The encryption parameters are not applicable to this object.");

/** Documented as 403; another key than the object's tells nothing more. */
export const wrongCustomerKey = (): AwsError => accessDenied();

export const uploadIsEncrypted = (): AwsError =>
  invalidRequest(
    "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
  );

/** Recorded in public issue threads. */
export const otherKeyOfUpload = (): AwsError =>
  invalidRequest("The provided encryption parameters did not match the ones used originally.");

/** Recorded in public issue threads. */
export const completionNeedsKey = (): AwsError =>
  invalidRequest(
    "The object was stored using a form of Server Side Encryption. Correct SSE-C request parameters are required for this request when specifying checksums for each part.",
  );

/** Recorded in public source, as the next one. */
export const unknownEncryption = (algorithm: string): AwsError =>
  invalidArgument("The encryption method specified is not supported", ENCRYPTION, algorithm);

export const kmsKeyWithoutKms = (algorithm: string | undefined): AwsError =>
  invalidArgument(
    "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    ENCRYPTION,
    algorithm ?? "null",
  );

export const kmsUnsigned = (): AwsError =>
  invalidArgument(
    "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4.",
    "Authorization",
    "null",
  );

/** Inferred. */
export const badEncryptionContext = (context: string): AwsError =>
  invalidArgument(
    "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON which represents a string-string map",
    "x-amz-server-side-encryption-context",
    context,
  );

/** Inferred. */
export const encryptionBlocked = (): AwsError =>
  error(
    403,
    "AccessDenied",
    "Uploads with SSE-C encryption are blocked by the bucket's default encryption configuration.",
  );

/** What S3 says of an error of KMS: of permissions in its own words, otherwise under KMS's code. */
export function kmsError({ code, message, status }: AwsError): AwsError {
  if (code === "AccessDenied" || code === "AccessDeniedException") return error(403, "AccessDenied", message);
  return error(status !== undefined && status >= 500 ? 503 : 400, `KMS.${code}`, message);
}

/** What is on disk cannot be opened: altered bytes, or a root key that is not the one they were encrypted under. */
export const unreadable = (): AwsError =>
  error(500, "InternalError", "We encountered an internal error. Please try again.");
