// The deletion of one object among several. Its errors belong to the object, not to the request.
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "./context.ts";
import { headerNotImplemented, noSuchVersion } from "./errors.ts";
import { checkKeySize } from "./object-key.ts";
import { removeObject } from "./store/objects.ts";

export interface ObjectIdentifier {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
  readonly ETag?: string | undefined;
  readonly LastModifiedTime?: Date | undefined;
  readonly Size?: number | undefined;
}

/** Errors: NoSuchVersion, PreconditionFailed, NoSuchKey by the entity tag, KeyTooLongError, NotImplemented. */
export async function deletionOf(
  context: S3Context,
  transaction: Transaction,
  bucket: string,
  { Key: key = "", VersionId: versionId, ETag: etag, LastModifiedTime: time, Size: size }: ObjectIdentifier,
): Promise<void> {
  checkKeySize(key);
  if (versionId !== undefined && versionId !== "null") throw noSuchVersion(key, versionId);
  if (time !== undefined) throw headerNotImplemented("x-amz-if-match-last-modified-time");
  if (size !== undefined) throw headerNotImplemented("x-amz-if-match-size");
  await removeObject(context, transaction, bucket, key, etag);
}
