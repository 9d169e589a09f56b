// The checksum a client sends with a body: in a header, or in a trailer after it.
import type { Readable } from "node:stream";
import { trailerNamesOf, trailersOf } from "../../../kit/trailers.ts";
import { badChecksum, invalidRequest } from "../errors.ts";
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumHeader,
  checksumMember,
  type ChecksumMember,
  isChecksumAlgorithm,
  isDigest,
} from "./algorithms.ts";

/** The `ChecksumCRC32` and so on of an input or an output. */
export type ChecksumMembers = { readonly [Member in ChecksumMember]?: string | undefined };

export interface DeclaredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; undefined while the trailer has not arrived. */
  readonly value: string | undefined;
}

/**
 * What the request says of its body's checksum. An algorithm without a value counts as nothing (recorded).
 * Errors: InvalidRequest for several or malformed ones.
 */
export function declaredChecksum(input: ChecksumMembers, body?: Readable): DeclaredChecksum | undefined {
  const trailers = trailerNamesOf(body);
  const inHeaders = CHECKSUM_ALGORITHMS.filter((algorithm) => input[checksumMember(algorithm)] !== undefined);
  const inTrailers = CHECKSUM_ALGORITHMS.filter((algorithm) => trailers.includes(checksumHeader(algorithm)));
  if (inHeaders.length + inTrailers.length > 1)
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  const [header] = inHeaders;
  const [trailer] = inTrailers;
  if (header !== undefined) {
    const value = input[checksumMember(header)] ?? "";
    return { algorithm: header, value: checked(header, value) };
  }
  return trailer === undefined ? undefined : { algorithm: trailer, value: undefined };
}

/** Holds the digest of the body, which has ended, against what was declared. Errors: BadDigest, InvalidRequest. */
export function verifyChecksum(declared: DeclaredChecksum, digest: string, body: Readable | undefined): void {
  const { algorithm } = declared;
  const expected = declared.value ?? checked(algorithm, trailersOf(body)[checksumHeader(algorithm)] ?? "");
  if (expected !== digest) throw badChecksum(algorithm);
}

/** Errors: InvalidRequest. Recorded, with the algorithms that AWS had then. */
export function checksumAlgorithm(name: string): ChecksumAlgorithm {
  if (!isChecksumAlgorithm(name))
    throw invalidRequest(
      `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(", ")}]`,
    );
  return name;
}

function checked(algorithm: ChecksumAlgorithm, value: string): string {
  if (!isDigest(algorithm, value)) throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
  return value;
}
