// GetObjectTagging. Recorded: a key that is not there is named with its bucket.
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { noSuchKey } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { findObject, shownVersionId } from "../store/objects.ts";

export const getObjectTagging: Operation<"GetObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input).catch((error: unknown) => {
    throw error instanceof AwsError && error.code === "NoSuchKey" ? noSuchKey(`${input.Bucket}/${input.Key}`) : error;
  });
  return { TagSet: [...row.tags], VersionId: shownVersionId(bucket, row) };
};
