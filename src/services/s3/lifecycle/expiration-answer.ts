// The `x-amz-expiration` that reads and writes of objects answer. Recorded: not when a version is named.
import type { S3Context } from "../context.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { lifecycleOf } from "../store/lifecycle.ts";
import type { ObjectRow } from "../store/tables.ts";
import { expirationHeader, expiryOf } from "./due.ts";

export async function expirationOf(
  context: S3Context,
  bucket: NamedBucket,
  key: string,
  row: ObjectRow,
): Promise<string | undefined> {
  const setting = await lifecycleOf(context, bucket);
  const expiry = setting && expiryOf(setting, key, row);
  return expiry && expirationHeader(expiry);
}
