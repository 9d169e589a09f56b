// What a completed multipart upload is made of: the parts asked for, held against those uploaded, and their checksum.
import type { CompletedPart } from "@aws-sdk/client-s3";
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumMember,
  DEFAULT_ALGORITHM,
} from "./checksum/algorithms.ts";
import { compositeChecksum, fullObjectChecksum, type PartDigest } from "./checksum/combine.ts";
import type { ChecksumMembers } from "./checksum/declared.ts";
import {
  badChecksum,
  badPartChecksum,
  entityTooSmall,
  invalidPart,
  invalidPartOrder,
  invalidRequest,
  malformedXml,
} from "./errors.ts";
import { unquoted } from "./etag.ts";
import { PART_NUMBER_MAX, PART_SIZE_MIN_BYTES } from "./limits.ts";
import type { Checksum, UploadRow } from "./store/tables.ts";
import type { NumberedPart } from "./store/uploads.ts";

/** The uploaded parts that the request names, in order. Errors: as CompleteMultipartUpload. Recorded. */
export function chooseParts(
  uploadId: string,
  upload: Pick<UploadRow, "checksum">,
  requested: readonly CompletedPart[],
  uploaded: ReadonlyMap<number, NumberedPart>,
): readonly NumberedPart[] {
  if (requested.length === 0) throw invalidRequest("You must specify at least one part");
  if (requested.length > PART_NUMBER_MAX) throw malformedXml();
  let last = 0;
  for (const { PartNumber: number = 0 } of requested) {
    if (number <= last) throw invalidPartOrder(uploadId);
    last = number;
  }
  const chosen = requested.map((part) => choosePart(uploadId, upload, part, uploaded));
  for (const part of chosen.slice(0, -1)) {
    if (part.sizeBytes < PART_SIZE_MIN_BYTES)
      throw entityTooSmall(part.etag, part.partNumber, part.sizeBytes, PART_SIZE_MIN_BYTES);
  }
  return chosen;
}

function choosePart(
  uploadId: string,
  upload: Pick<UploadRow, "checksum">,
  part: CompletedPart,
  uploaded: ReadonlyMap<number, NumberedPart>,
): NumberedPart {
  const { PartNumber: number = 0, ETag = "" } = part;
  const etag = unquoted(ETag);
  const found = uploaded.get(number);
  if (found === undefined || found.etag !== etag) throw invalidPart(uploadId, number, etag);
  const sent = sentChecksum(part);
  const wanted = upload.checksum;
  if (sent === undefined) {
    if (wanted?.type !== "COMPOSITE") return found;
    throw invalidRequest(
      `The upload was created using a ${wanted.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  if (wanted !== undefined && sent.algorithm !== wanted.algorithm)
    throw badPartChecksum(sent.algorithm.toLowerCase(), number);
  if (wanted === undefined || sent.value !== found.checksum) throw invalidPart(uploadId, number, etag);
  return found;
}

function sentChecksum(members: ChecksumMembers): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const value = members[checksumMember(algorithm)];
    if (value !== undefined) return { algorithm, value };
  }
  return undefined;
}

/** The object's checksum, held against the request's. Errors: InvalidRequest, BadDigest. Recorded. */
export function completedChecksum(
  upload: Pick<UploadRow, "checksum">,
  input: ChecksumMembers & { readonly ChecksumType?: string | undefined },
  chosen: readonly NumberedPart[],
): Checksum {
  const mode = upload.checksum?.type;
  if (input.ChecksumType !== undefined && input.ChecksumType !== mode)
    throw invalidRequest(
      `The upload was created using the ${mode ?? "null"} checksum mode. The complete request must use the same checksum mode.`,
    );
  const algorithm = upload.checksum?.algorithm ?? DEFAULT_ALGORITHM;
  const digests: PartDigest[] = chosen.map(({ checksum, sizeBytes }) => ({
    digest: Buffer.from(checksum, "base64"),
    sizeBytes,
  }));
  const type = mode ?? "FULL_OBJECT";
  const value = type === "COMPOSITE" ? compositeChecksum(algorithm, digests) : fullObjectChecksum(algorithm, digests);
  const sent = sentChecksum(input);
  // Recorded: an upload that was created without an algorithm ignores checksums by others than its own.
  if (sent === undefined || (upload.checksum === undefined && sent.algorithm !== algorithm))
    return { algorithm, type, value };
  const expected = mode === "COMPOSITE" ? [value, value.replace(/-\d+$/, "")] : [value];
  const lacksType = mode === "FULL_OBJECT" && input.ChecksumType === undefined;
  if (lacksType || sent.algorithm !== algorithm || !expected.includes(sent.value))
    throw badChecksum(algorithm.toLowerCase());
  return { algorithm, type, value };
}
