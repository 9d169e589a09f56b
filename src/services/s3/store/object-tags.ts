// The tags that an object has, for permissions that depend on them.
import type { S3Context } from "../context.ts";
import { isDeleteMarker, objects, type Tag } from "./tables.ts";
import { findVersion } from "./versions.ts";

/** Undefined when there is no such object. */
export const existingTags = async (
  { keyvalue }: S3Context,
  bucket: string,
  key: string,
  versionId: string | undefined,
): Promise<readonly Tag[] | undefined> => {
  if (versionId === undefined) return (await objects.get(keyvalue, [bucket, key]))?.tags;
  const row = (await findVersion(keyvalue, [bucket, key], versionId))?.row;
  return row === undefined || isDeleteMarker(row) ? undefined : row.tags;
};
