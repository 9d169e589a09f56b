// The Range header of GetObject and HeadObject, and the source range of UploadPartCopy.
import type { ByteRange } from "../../engines/blobs/blobs.ts";
import { invalidArgument, invalidRange, invalidRequest } from "./errors.ts";

/**
 * The bytes asked for; undefined when the header says nothing S3 understands (several ranges, other units), for which
 * S3 answers the whole object. Errors: InvalidRange when no byte of the object is in it.
 */
export function parseRange(header: string, sizeBytes: number): ByteRange | undefined {
  const match = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header);
  const [, first, last] = match ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const count = Number(last);
    if (count === 0 || sizeBytes === 0) throw invalidRange(header, sizeBytes);
    return { start: Math.max(0, sizeBytes - count), end: sizeBytes - 1 };
  }
  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Number(last);
  if (last !== "" && end < start) return undefined;
  if (start >= sizeBytes) throw invalidRange(header, sizeBytes);
  return { start, end: Math.min(end, sizeBytes - 1) };
}

export const contentRange = (range: ByteRange, sizeBytes: number): string =>
  `bytes ${range.start}-${range.end}/${sizeBytes}`;

/** Errors: InvalidArgument, InvalidRequest; unlike a GET's range it must lie within the source. */
export function parseCopySourceRange(header: string, sizeBytes: number): ByteRange {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(header) ?? [];
  if (first === undefined || last === undefined || Number(first) > Number(last))
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      header,
    );
  const range = { start: Number(first), end: Number(last) };
  if (range.start >= sizeBytes) throw invalidRequest("The specified copy range is invalid for the source object size");
  if (range.end >= sizeBytes)
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${sizeBytes}`,
      "x-amz-copy-source-range",
      header,
    );
  return range;
}
