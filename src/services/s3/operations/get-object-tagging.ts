// GetObjectTagging.
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { findObject, shownVersionId } from "../store/objects.ts";

export const getObjectTagging: Operation<"GetObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(context.keyvalue, input);
  return { TagSet: [...row.tags], VersionId: shownVersionId(bucket, row) };
};
