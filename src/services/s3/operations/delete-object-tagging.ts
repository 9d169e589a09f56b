// DeleteObjectTagging.
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { changeObject, shownVersionId } from "../store/objects.ts";

export const deleteObjectTagging: Operation<"DeleteObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const { bucket, row } = await changeObject(context, input, (one) => ({ ...one, tags: [] }), "DELETE");
  return { VersionId: shownVersionId(bucket, row) };
};
