// What SDK clients check or change themselves before a request reaches the wire, so that values keep clear of it.
import fc from "fast-check";

const hostLabel = fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/);

/** Members that become a part of the endpoint's host name. */
export const hostLabelMembers: Readonly<Record<string, fc.Arbitrary<string>>> = {
  AccountId: hostLabel,
  OutpostId: hostLabel,
  // S3's client refuses names with a slash, and puts others into the host.
  Bucket: hostLabel,
};

/** S3: members from which the client computes others, or which make it check the answer. */
const computed = [
  "ChecksumAlgorithm",
  "ChecksumMode",
  "SSECustomerKey",
  "SSECustomerKeyMD5",
  "CopySourceSSECustomerKey",
  "CopySourceSSECustomerKeyMD5",
];

/** Members left out, by service. */
export const unsentMembers: Readonly<Record<string, readonly string[]>> = {
  s3: [...computed, "ExpiresString"],
  // The form-encoded name is AttributeNames' too.
  sqs: ["MessageSystemAttributeNames"],
  // Asks for SigV4a, which needs a package of its own.
  eventbridge: ["EndpointId"],
};

/** Members that a client may add to an input or an answer by itself. */
export const addedMembers: Readonly<Record<string, readonly string[]>> = {
  s3: ["ChecksumAlgorithm", "ChecksumCRC32", "ContentType", "ContentLength", "ExpiresString"],
  sqs: ["MessageSystemAttributeNames"],
  rds: ["PreSignedUrl"],
  ec2: ["PresignedUrl", "DestinationRegion"],
};

/** Options that only one client knows. */
export const clientOptions: Readonly<Record<string, object>> = { sqs: { md5: false } };
