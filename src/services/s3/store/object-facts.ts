// What permissions ask of an object: its tags, owner and ACL.
import type { Grant } from "../acl/grants.ts";
import type { S3Context } from "../context.ts";
import { isDeleteMarker, objects, type Tag } from "./tables.ts";
import { findVersion } from "./versions.ts";

export interface ObjectFacts {
  readonly tags: readonly Tag[];
  /** Undefined: the bucket's account. */
  readonly owner?: string | undefined;
  readonly acl?: readonly Grant[] | undefined;
  readonly annotated?: boolean | undefined;
}

/** Undefined when there is no such object. */
export async function existingFacts(
  { keyvalue }: S3Context,
  bucket: string,
  key: string,
  versionId: string | undefined,
): Promise<ObjectFacts | undefined> {
  if (versionId === undefined) return objects.get(keyvalue, [bucket, key]);
  const row = (await findVersion(keyvalue, [bucket, key], versionId))?.row;
  return row === undefined || isDeleteMarker(row) ? undefined : row;
}
