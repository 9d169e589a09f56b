// DeleteObjectAnnotation: for good, there are no versions of annotations.
import { checkName } from "../annotations/payload.ts";
import type { Operation } from "../context.ts";
import { causeOf } from "../notifications/cause.ts";
import { checkRemovable } from "../object-lock.ts";
import { checkKeySize } from "../object-key.ts";
import { deleteAnnotation } from "../store/annotations.ts";
import { shownVersionId } from "../store/objects.ts";

export const deleteObjectAnnotation: Operation<"DeleteObjectAnnotation"> = async (input, call) => {
  const { context } = call;
  checkKeySize(input.Key);
  checkName(input.AnnotationName);
  const change = { name: input.AnnotationName, cause: causeOf(call), objectIfMatch: input.ObjectIfMatch };
  // Documented: object lock holds; the header that bypasses governance is in no SDK's model.
  const check = (row: Parameters<typeof checkRemovable>[0]): void => checkRemovable(row, context.clock.now(), false);
  const { bucket, row } = await deleteAnnotation(context, input, change, check);
  return { ObjectVersionId: shownVersionId(bucket, row) };
};
