// The tags that an object has, for permissions that depend on them.
import type { S3Context } from "../context.ts";
import { objects, type Tag } from "./tables.ts";

/** Undefined when there is no such object. */
export const existingTags = async (
  { keyvalue }: S3Context,
  bucket: string,
  key: string,
  _versionId: string | undefined,
): Promise<readonly Tag[] | undefined> => (await objects.get(keyvalue, [bucket, key]))?.tags;
