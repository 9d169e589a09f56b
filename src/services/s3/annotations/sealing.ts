// Bytes of annotations at rest: under a key of their object's, so that whoever may read the one may read the other.
import type { S3Call } from "../context.ts";
import { dataKeysOf, newPartSalt, partKeys } from "../encryption/data-keys.ts";
import type { FrameKeys } from "../encryption/frames.ts";
import { objectBytes } from "../encryption/object-bytes.ts";
import type { AnnotationRow } from "../store/annotation-rows.ts";
import type { ObjectRow } from "../store/tables.ts";
import { annotationOfCustomerKey } from "./errors.ts";

interface Named {
  readonly Bucket: string;
  readonly Key: string;
}

/** Undefined: the object is not encrypted. Errors: InvalidRequest for customers' keys; KMS's, as S3 tells them. */
export async function keysOfObject(
  { Bucket, Key }: Named,
  row: ObjectRow,
  call: S3Call,
): Promise<FrameKeys | undefined> {
  if (row.encryption?.kind === "SSE-C") throw annotationOfCustomerKey();
  return row.encryption && dataKeysOf(row.encryption, { bucket: Bucket, key: Key }, undefined, call);
}

/** Keys that nothing else has, with the salt that leads to them. */
export function newAnnotationKeys(objectKeys: FrameKeys | undefined) {
  const salt = objectKeys && newPartSalt();
  return { salt, keys: objectKeys && salt !== undefined ? partKeys(objectKeys, salt) : undefined };
}

export async function readAnnotation(
  { blobId, sizeBytes, salt }: AnnotationRow,
  of: ObjectRow,
  objectKeys: FrameKeys | undefined,
  { context }: Pick<S3Call, "context">,
) {
  const keys = objectKeys && partKeys(objectKeys, salt ?? "");
  const row = { ...of, blobId, sizeBytes, partsCount: undefined, compressed: undefined };
  return objectBytes(context, row, keys);
}
