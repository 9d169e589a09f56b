// PutObject with an offset: appends to an object of a directory bucket. What was there is read and written again, with what comes after it.
import { Readable } from "node:stream";
import type { StoredBlob } from "../../../engines/blobs/blobs.ts";
import { type StoredBody, storeBody } from "../body.ts";
import { declaredChecksum } from "../checksum/declared.ts";
import { checkWriteConditions } from "../conditions.ts";
import type { Input, Operation, S3Call } from "../context.ts";
import { writtenEncryptionAnswer } from "../encryption/answer.ts";
import { dataKeysOf } from "../encryption/data-keys.ts";
import { type FrameKeys } from "../encryption/frames.ts";
import { lentChunks } from "../encryption/lent-chunks.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import { newDataKey } from "../encryption/root-keys.ts";
import { wantedEncryption } from "../encryption/wanted.ts";
import { encryptionOfWrite } from "../encryption/write.ts";
import { headerNotImplemented } from "../errors.ts";
import { quoted } from "../etag.ts";
import { causeOf } from "../notifications/cause.ts";
import { checksumAnswer } from "../object-answer.ts";
import { findCurrent, lastModifiedAt, putObjectRow } from "../store/objects.ts";
import type { ObjectRow } from "../store/tables.ts";
import { isDirectoryBucket } from "./bucket-name.ts";
import { invalidWriteOffset } from "./errors.ts";

type PutInput = Input<"PutObject">;

/** `put` makes the object when there is none. Errors: InvalidWriteOffset, and those of PutObject. */
export async function appendObject(
  input: PutInput,
  call: S3Call,
  put: Operation<"PutObject">,
): ReturnType<Operation<"PutObject">> {
  const { context } = call;
  const { WriteOffsetBytes: offset, ...rest } = input;
  if (!isDirectoryBucket(input.Bucket)) throw headerNotImplemented("x-amz-write-offset-bytes");
  const { bucket, row } = await findCurrent(context.keyvalue, input);
  checkWriteConditions(input, input.Key, row);
  if (offset !== (row?.sizeBytes ?? 0)) throw invalidWriteOffset();
  if (row === undefined) return put({ ...rest, IfNoneMatch: "*" }, call);
  const encrypted = await encryptionOfWrite(wantedEncryption(input, call.caller, call.origin), bucket, input.Key, call);
  const { checksum } = row;
  const { blob, sizeBytes, etag, digests } = await appended(input, row, encrypted?.keys, call);
  const content = {
    ...row,
    encryption: encrypted?.encryption,
    blobId: blob.id,
    sizeBytes,
    etag,
    lastModified: lastModifiedAt(context.clock.now()),
    checksum: { algorithm: checksum.algorithm, type: "FULL_OBJECT", value: digests.get(checksum.algorithm) ?? "" },
    partsCount: undefined,
  } as const;
  // Entity tags are random here: nothing else was written in between.
  const unchanged = { IfMatch: quoted(row.etag) };
  const told = { name: "ObjectCreated:Put", cause: causeOf(call) } as const;
  await putObjectRow(context, input, content, unchanged, (_, one) => one, told);
  return {
    ETag: quoted(etag),
    Size: sizeBytes,
    ...checksumAnswer(content.checksum),
    ...writtenEncryptionAnswer(encrypted?.encryption, input),
  };
}

/** Errors: as `storeBody`, of what is appended. */
async function appended(
  input: PutInput,
  row: ObjectRow,
  keys: FrameKeys | undefined,
  call: S3Call,
): Promise<StoredBody> {
  const { context } = call;
  const owner = { bucket: input.Bucket, key: input.Key };
  const rowKeys = row.encryption && (await dataKeysOf(row.encryption, owner, undefined, call));
  // Under a key that nobody keeps: what waits to be appended is no plaintext on disk.
  const ownKeys = [newDataKey()];
  const addition = await storeBody(context, input.Body, {
    contentMd5: input.ContentMD5,
    contentLength: input.ContentLength,
    checksum: declaredChecksum(input, input.Body),
    algorithms: [],
    keys: ownKeys,
    randomEtag: true,
  });
  try {
    const both = joined(context, [
      [row, rowKeys],
      [{ ...row, ...ofBlob(addition) }, ownKeys],
    ]);
    return await storeBody(context, Readable.from(both, { objectMode: false }), {
      contentMd5: undefined,
      contentLength: row.sizeBytes + addition.sizeBytes,
      checksum: undefined,
      algorithms: [row.checksum.algorithm],
      keys,
      randomEtag: true,
    });
  } finally {
    await context.blobs.delete(addition.blob.id);
  }
}

const ofBlob = ({ blob, sizeBytes }: { readonly blob: StoredBlob; readonly sizeBytes: number }) => ({
  blobId: blob.id,
  sizeBytes,
  partsCount: undefined,
  compressed: undefined,
});

async function* joined(
  context: S3Call["context"],
  pieces: readonly (readonly [ObjectRow, FrameKeys | undefined])[],
): AsyncIterable<Uint8Array> {
  for (const [row, keys] of pieces)
    for await (const chunk of lentChunks(await objectBytes(context, row, keys))) yield Buffer.from(chunk);
}
