// What answers tell of lifecycle rules: `x-amz-expiration` of objects (recorded: not when a version is named), `x-amz-abort-date` of uploads.
import type { S3Context } from "../context.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { lifecycleOf } from "../store/lifecycle.ts";
import type { ObjectRow } from "../store/tables.ts";
import { abortOf, expirationHeader, expiryOf } from "./due.ts";

export const expirationOf = (
  context: S3Context,
  bucket: NamedBucket,
  key: string,
  row: ObjectRow,
): Promise<string | undefined> | undefined =>
  bucket.hasLifecycle === true ? expirationByRules(context, bucket, key, row) : undefined;

async function expirationByRules(
  context: S3Context,
  bucket: NamedBucket,
  key: string,
  row: ObjectRow,
): Promise<string | undefined> {
  const setting = await lifecycleOf(context, bucket);
  const expiry = setting && expiryOf(setting, key, row);
  return expiry && expirationHeader(expiry);
}

/** Of CreateMultipartUpload and ListParts. Documented. */
export async function abortAnswer(
  context: S3Context,
  bucket: NamedBucket,
  key: string,
  initiatedAt: Date,
): Promise<{ readonly AbortDate?: Date; readonly AbortRuleId?: string }> {
  const setting = await lifecycleOf(context, bucket);
  const abort = setting && abortOf(setting, key, initiatedAt);
  return abort === undefined ? {} : { AbortDate: new Date(abort.atMs), AbortRuleId: abort.ruleId };
}
