// DeleteObjectTagging.
import type { Operation } from "../context.ts";
import { causeOf } from "../notifications/cause.ts";
import { checkKeySize } from "../object-key.ts";
import { changeObject, shownVersionId } from "../store/objects.ts";

export const deleteObjectTagging: Operation<"DeleteObjectTagging"> = async (input, call) => {
  checkKeySize(input.Key);
  const { bucket, row } = await changeObject(call.context, input, (one) => ({ ...one, tags: [] }), "DELETE", {
    name: "ObjectTagging:Delete",
    cause: causeOf(call),
  });
  return { VersionId: shownVersionId(bucket, row) };
};
