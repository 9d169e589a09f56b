// Takes a part in: its bytes, then the row that names them.
import type { Readable } from "node:stream";
import { type BodyDeclaration, storeBody, type StoredBody } from "../body.ts";
import type { ChecksumAlgorithm } from "../checksum/algorithms.ts";
import type { S3Context } from "../context.ts";
import { sealedSize } from "../encryption/frames.ts";
import type { PartEncryption } from "../encryption/upload-keys.ts";
import { lastModifiedAt } from "../store/objects.ts";
import { putPartRow, type UploadAddress } from "../store/uploads.ts";
import { inSlot, type PutBlob } from "./slot.ts";

export interface PartDeclaration extends Pick<
  BodyDeclaration,
  "contentMd5" | "shownMd5" | "contentLength" | "checksum"
> {
  readonly partNumber: number;
  /** Of the checksum that the upload keeps of its parts. */
  readonly algorithm: ChecksumAlgorithm;
  readonly encryption: PartEncryption;
}

export interface StoredPart extends Omit<StoredBody, "blob"> {
  readonly lastModified: Date;
}

/** Errors: NoSuchUpload, and those of `storeBody`. */
export async function storePart(
  context: S3Context,
  address: UploadAddress,
  body: Readable | Uint8Array | undefined,
  declaration: PartDeclaration,
): Promise<StoredPart> {
  const { partNumber, algorithm, encryption, ...declared } = declaration;
  const { keys, salt, randomEtag } = encryption;
  const store = async (put: PutBlob): Promise<StoredPart> => {
    const { blob, ...stored } = await storeBody(context, body, {
      ...declared,
      algorithms: [algorithm],
      keys,
      randomEtag,
      put,
    });
    const lastModified = lastModifiedAt(context.clock.now());
    const { sizeBytes, etag } = stored;
    const checksum = stored.digests.get(algorithm) ?? "";
    await putPartRow(context, address, partNumber, {
      blobId: blob.id,
      sizeBytes,
      salt,
      etag,
      lastModified,
      checksum,
    });
    return { ...stored, lastModified };
  };
  const { contentLength } = declared;
  if (contentLength === undefined) return store((source) => context.blobs.put(source));
  const storedBytes = keys === undefined ? contentLength : sealedSize(contentLength, keys.length);
  return inSlot(context, address, { partNumber, storedBytes }, store);
}
