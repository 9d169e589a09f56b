// RenameObject: an object of a directory bucket under another key, in one step and without a copy of its bytes.
import { checkWriteConditions, failedCondition } from "../conditions.ts";
import type { Input, Operation, S3Context } from "../context.ts";
import { otherBucketOfSource } from "../directory/errors.ts";
import { forOtherName } from "../encryption/other-key.ts";
import { invalidArgument, operationAborted, preconditionFailed } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { renameObject as rename } from "../store/renames.ts";
import { findCurrent, findObject } from "../store/objects.ts";
import type { ObjectRow } from "../store/tables.ts";

export const renameObject: Operation<"RenameObject"> = async (input, call) => {
  const { context } = call;
  const { Bucket: name, Key: to, ClientToken: token } = input;
  const from = sourceOf(input);
  checkKeySize(to, from);
  if (await isDone(input, context)) return {};
  const { bucket, row } = await findObject(context.keyvalue, { Bucket: name, Key: from });
  const nowMs = context.clock.now();
  checkSource(input, row, nowMs);
  const encryption = row.encryption && (await forOtherName(row.encryption, { bucket: name, from, to }, bucket, call));
  await rename(context, { bucket: name, from, to }, (source, replaced) => {
    if (source.blobId !== row.blobId) throw operationAborted();
    checkDestination(input, replaced, nowMs);
    return { ...source, encryption, renamedBy: token };
  });
  return {};
};

const BUCKET_OF_SOURCE = /^\/?([^/]+--x-s3)\/(.+)$/s;

/** With the bucket, with a slash before it or without either. Errors: InvalidArgument, InvalidRequest. */
function sourceOf({ Bucket, RenameSource }: Input<"RenameObject">): string {
  const source = decoded(RenameSource); // which the wire lets be missing
  const [, bucket, key] = BUCKET_OF_SOURCE.exec(source) ?? [];
  if (bucket !== undefined && bucket !== Bucket) throw otherBucketOfSource();
  return key ?? source.replace(/^\//, "");
}

function decoded(source: string | undefined): string {
  if (source === undefined) throw invalidArgument("The source of a rename is missing.", "x-amz-rename-source");
  try {
    return decodeURIComponent(source);
  } catch {
    throw invalidArgument("Invalid rename source object key", "x-amz-rename-source", source);
  }
}

/** Documented: a request that is sent again with its token has nothing more to do. */
async function isDone({ Bucket, Key, ClientToken }: Input<"RenameObject">, { keyvalue }: S3Context): Promise<boolean> {
  const { row } = await findCurrent(keyvalue, { Bucket, Key });
  return ClientToken !== undefined && row?.renamedBy === ClientToken;
}

/** Errors: PreconditionFailed. */
function checkSource(input: Input<"RenameObject">, row: ObjectRow, nowMs: number): void {
  const failed = failedCondition(
    {
      IfMatch: input.SourceIfMatch,
      IfNoneMatch: input.SourceIfNoneMatch,
      IfModifiedSince: input.SourceIfModifiedSince,
      IfUnmodifiedSince: input.SourceIfUnmodifiedSince,
    },
    row,
    nowMs,
  );
  if (failed !== undefined) throw preconditionFailed(`x-amz-rename-source-${failed}`);
}

/** Errors: PreconditionFailed; NoSuchKey for a match with nothing. */
function checkDestination(input: Input<"RenameObject">, replaced: ObjectRow | undefined, nowMs: number): void {
  const { DestinationIfMatch: IfMatch, DestinationIfNoneMatch: IfNoneMatch } = input;
  checkWriteConditions({ IfMatch, IfNoneMatch }, input.Key, replaced);
  if (replaced === undefined) return;
  const { DestinationIfModifiedSince: IfModifiedSince, DestinationIfUnmodifiedSince: IfUnmodifiedSince } = input;
  const failed = failedCondition({ IfModifiedSince, IfUnmodifiedSince }, replaced, nowMs);
  if (failed !== undefined) throw preconditionFailed(failed);
}
