// DeleteBucket.
import type { Operation } from "../context.ts";
import { deleteBucket as remove } from "../store/buckets.ts";
import { removeUpload } from "../store/uploads.ts";

export const deleteBucket: Operation<"DeleteBucket"> = async (input, { context }) => {
  const bucket = input.Bucket;
  await remove(context, input, (transaction, key, uploadId) =>
    removeUpload(context, transaction, { bucket, key, uploadId }),
  );
  return {};
};
