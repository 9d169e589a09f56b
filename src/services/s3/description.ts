// What clients say about an object: system headers, user metadata, tags, storage class.
import { metadataTooLarge } from "./errors.ts";
import { metadataValue } from "./metadata-value.ts";
import { METADATA_SIZE_MAX_BYTES } from "./limits.ts";
import { type LockInput, requestedLock } from "./object-lock.ts";
import { checkStorageClass } from "./storage-class.ts";
import type { ObjectDescription, SystemHeaders } from "./store/tables.ts";
import { parseTagging } from "./tagging.ts";

/** Recorded: what S3 answers for an object that was put without one. */
export const DEFAULT_CONTENT_TYPE = "binary/octet-stream";

export interface DescriptionInput extends LockInput {
  readonly ContentType?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly Expires?: Date | undefined;
  readonly WebsiteRedirectLocation?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
  readonly Tagging?: string | undefined;
  readonly StorageClass?: string | undefined;
}

/** Errors: MetadataTooLarge, InvalidTag, InvalidArgument, InvalidStorageClass, NotImplemented. */
export const describe = (input: DescriptionInput, nowMs: number): ObjectDescription => ({
  headers: systemHeaders(input),
  metadata: checkMetadata(input.Metadata ?? {}),
  tags: parseTagging(input.Tagging),
  storageClass: checkStorageClass(input.StorageClass),
  ...requestedLock(input, nowMs),
});

export const systemHeaders = (input: DescriptionInput): SystemHeaders => ({
  ContentType: input.ContentType,
  CacheControl: input.CacheControl,
  ContentDisposition: input.ContentDisposition,
  ContentEncoding: storedEncoding(input.ContentEncoding),
  ContentLanguage: input.ContentLanguage,
  Expires: input.Expires,
  WebsiteRedirectLocation: input.WebsiteRedirectLocation,
});

/** Documented: `aws-chunked` is of the transfer and not of the object. */
function storedEncoding(header: string | undefined): string | undefined {
  if (header === undefined || !header.includes("aws-chunked")) return header === "" ? undefined : header;
  const encodings = header.split(",").map((encoding) => encoding.trim());
  return encodings.filter((encoding) => encoding !== "aws-chunked").join(",") || undefined;
}

export function checkMetadata(metadata: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  let sizeBytes = 0;
  const lowerCase: Record<string, string> = {};
  for (const [name, value] of Object.entries(metadata)) {
    sizeBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    lowerCase[name.toLowerCase()] = metadataValue(value);
  }
  if (sizeBytes > METADATA_SIZE_MAX_BYTES) throw metadataTooLarge(sizeBytes, METADATA_SIZE_MAX_BYTES);
  return lowerCase;
}
