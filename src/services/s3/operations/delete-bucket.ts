// DeleteBucket.
import type { Operation } from "../context.ts";
import { hasAccessPoints } from "../errors.ts";
import { deleteBucket as remove } from "../store/buckets.ts";
import { removeUpload } from "../store/uploads.ts";

export const deleteBucket: Operation<"DeleteBucket"> = async (input, { context }) => {
  const bucket = input.Bucket;
  if (await context.accessPoints.areOn(bucket)) throw hasAccessPoints(bucket);
  await remove(context, input, (transaction, key, uploadId) =>
    removeUpload(context, transaction, { bucket, key, uploadId }),
  );
  context.accessLogs.set(bucket, undefined);
  context.analyses.removeBucket(bucket);
  return {};
};
