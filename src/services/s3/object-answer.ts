// What GetObject and HeadObject say of an object: headers, checksum, and which of its bytes are meant.
import type { ByteRange } from "../../engines/blobs/blobs.ts";
import type { Call } from "../../kit/service.ts";
import { type ChecksumMember, checksumMember, type ChecksumType } from "./checksum/algorithms.ts";
import { checkReadConditions, type ReadConditions } from "./conditions.ts";
import type { S3Context } from "./context.ts";
import { encryptionAnswer } from "./encryption/answer.ts";
import { customerKeyOf } from "./encryption/customer-key.ts";
import { checkCustomerKey } from "./encryption/data-keys.ts";
import { DEFAULT_CONTENT_TYPE } from "./description.ts";
import { invalidPartNumber, invalidRequest } from "./errors.ts";
import { quoted } from "./etag.ts";
import { expirationOf } from "./lifecycle/answers.ts";
import { lockAnswer } from "./object-lock.ts";
import { checkKeySize } from "./object-key.ts";
import { contentRange, parseRange } from "./range.ts";
import { restoreHeader } from "./storage-class.ts";
import { findObject, type ObjectAddress, partsOf, shownVersionId } from "./store/objects.ts";
import type { Checksum, ObjectRow } from "./store/tables.ts";

export type ChecksumAnswer = { readonly [Member in ChecksumMember]?: string } & {
  readonly ChecksumType?: ChecksumType;
};

export const checksumAnswer = ({ algorithm, type, value }: Checksum): ChecksumAnswer => ({
  [checksumMember(algorithm)]: value,
  ChecksumType: type,
});

export interface ReadInput extends ObjectAddress, ReadConditions {
  readonly Range?: string | undefined;
  readonly PartNumber?: number | undefined;
  readonly VersionId?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
  readonly ChecksumMode?: string | undefined;
  readonly ResponseCacheControl?: string | undefined;
  readonly ResponseContentDisposition?: string | undefined;
  readonly ResponseContentEncoding?: string | undefined;
  readonly ResponseContentLanguage?: string | undefined;
  readonly ResponseContentType?: string | undefined;
  readonly ResponseExpires?: Date | undefined;
}

/** The bytes that a request is about. */
interface Portion {
  readonly range: ByteRange | undefined;
  readonly checksum: Checksum | undefined;
  readonly partsCount?: number | undefined;
}

/** The row, the bytes meant, and the answer without them. Errors: as GetObject. */
export async function readObject(
  { context, origin }: Pick<Call<S3Context>, "context" | "origin">,
  input: ReadInput,
  method: "GET" | "HEAD",
) {
  checkKeySize(input.Key);
  if (input.Range !== undefined && input.PartNumber !== undefined)
    throw invalidRequest("Cannot specify both Range header and partNumber query parameter");
  const customer = customerKeyOf(input, origin);
  const { bucket, row } = await findObject(context.keyvalue, input, method);
  checkCustomerKey(row.encryption, customer);
  checkReadConditions(input, row, context.clock.now());
  const { range, checksum, partsCount } = await portionOf(context, row, input);
  const answer = {
    ...describe(row),
    ...encryptionAnswer(row.encryption, input),
    VersionId: shownVersionId(bucket, row),
    Restore: restoreHeader(row, context.clock.now()),
    Expiration: input.VersionId === undefined ? await expirationOf(context, bucket, input.Key, row) : undefined,
    ...overrides(input),
    ...(checksum !== undefined && input.ChecksumMode?.toUpperCase() === "ENABLED" ? checksumAnswer(checksum) : {}),
    AcceptRanges: "bytes",
    ContentLength: range === undefined ? row.sizeBytes : range.end - range.start + 1,
    ContentRange: range && contentRange(range, row.sizeBytes),
    PartsCount: partsCount,
  };
  return { row, range, customer, answer };
}

const describe = (row: ObjectRow) => ({
  ...row.headers,
  ContentType: row.headers.ContentType ?? DEFAULT_CONTENT_TYPE,
  LastModified: row.lastModified,
  ETag: quoted(row.etag),
  Metadata: { ...row.metadata },
  StorageClass: row.storageClass === "STANDARD" ? undefined : (row.storageClass as "STANDARD_IA"),
  TagCount: row.tags.length === 0 ? undefined : row.tags.length,
  ReplicationStatus: row.replication,
  ...lockAnswer(row),
});

function overrides(input: ReadInput) {
  const given = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as typeof given;
}

async function portionOf(context: S3Context, row: ObjectRow, input: ReadInput): Promise<Portion> {
  if (input.PartNumber !== undefined) return partPortion(context, row, input.PartNumber);
  const range = input.Range === undefined ? undefined : parseRange(input.Range, row.sizeBytes);
  return { range, checksum: isWhole(range, row) ? row.checksum : undefined };
}

/** Recorded: a part shows its own checksum in composite objects, and the object's where the part is all of it. */
async function partPortion(context: S3Context, row: ObjectRow, partNumber: number): Promise<Portion> {
  if (row.partsCount === undefined) {
    if (partNumber !== 1) throw invalidPartNumber(partNumber, 1);
    return { range: row.sizeBytes === 0 ? undefined : { start: 0, end: row.sizeBytes - 1 }, checksum: row.checksum };
  }
  let start = 0;
  for (const part of await partsOf(context, row)) {
    if (part.partNumber !== partNumber) {
      start += part.sizeBytes;
      continue;
    }
    const range = part.sizeBytes === 0 ? undefined : { start, end: start + part.sizeBytes - 1 };
    const checksum =
      row.checksum.type === "COMPOSITE"
        ? { ...row.checksum, value: part.checksum ?? "" }
        : isWhole(range, row)
          ? row.checksum
          : undefined;
    return { range, checksum, partsCount: row.partsCount };
  }
  throw invalidPartNumber(partNumber, row.partsCount);
}

const isWhole = (range: ByteRange | undefined, row: ObjectRow): boolean =>
  range === undefined || (range.start === 0 && range.end === row.sizeBytes - 1);
