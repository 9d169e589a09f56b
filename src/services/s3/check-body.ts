// Headers that reads do not take, and XML bodies against the Content-MD5 and the checksum that came with them.
import type { CheckBody } from "../../kit/service.ts";
import { CHECKSUM_ALGORITHMS, checksumHeader, checksumMember, digestOf } from "./checksum/algorithms.ts";
import { type ChecksumMembers, declaredChecksum, verifyChecksum } from "./checksum/declared.ts";
import { badContentMd5, invalidArgument, invalidDigest } from "./errors.ts";

/** CompleteMultipartUpload is not among them: there these headers speak of the object. */
const CHECKED = new Set(["DeleteObjects", "PutBucketTagging", "PutObjectTagging", "UpdateObjectEncryption"]);

const MD5_SIZE_BYTES = 16;

const READS = new Set(["GetObject", "HeadObject"]);
const OF_WRITES = ["x-amz-server-side-encryption", "x-amz-server-side-encryption-aws-kms-key-id"];

/** Recorded in public issue threads: reads say nothing of encryption but a customer's key. Errors: InvalidArgument. */
function refuseEncryptionHeaders(headers: Parameters<CheckBody>[1]): void {
  const header = OF_WRITES.find((name) => headers[name] !== undefined);
  if (header !== undefined)
    throw invalidArgument(`${header} header is not supported for this operation.`, header, headers[header]);
}

/** Errors: InvalidDigest, BadDigest, InvalidRequest; InvalidArgument for reads with headers of writes. */
export const checkBody: CheckBody = (operation, headers, body) => {
  if (READS.has(operation)) return refuseEncryptionHeaders(headers);
  if (!CHECKED.has(operation)) return;
  checkContentMd5(headers["content-md5"], () => digestOf("MD5", body).toString("base64"));
  const sent: ChecksumMembers = Object.fromEntries(
    CHECKSUM_ALGORITHMS.map((algorithm) => [checksumMember(algorithm), headers[checksumHeader(algorithm)]]),
  );
  const declared = declaredChecksum(sent);
  if (declared) verifyChecksum(declared, digestOf(declared.algorithm, body).toString("base64"), undefined);
};

/** Errors: InvalidDigest. */
export function assertMd5(contentMd5: string): void {
  if (Buffer.from(contentMd5, "base64").length !== MD5_SIZE_BYTES) throw invalidDigest(contentMd5);
}

/** Recorded: PutObject shows the expected digest in hexadecimal, UploadPart in base64. Errors: InvalidDigest, BadDigest. */
export function checkContentMd5(
  contentMd5: string | undefined,
  computed: () => string,
  shown: "hex" | "base64" = "hex",
): void {
  if (contentMd5 === undefined) return;
  assertMd5(contentMd5);
  const md5 = computed();
  if (contentMd5 !== md5) throw badContentMd5(Buffer.from(contentMd5, "base64").toString(shown), md5);
}
