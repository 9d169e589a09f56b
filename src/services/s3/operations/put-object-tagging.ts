// PutObjectTagging.
import type { Operation } from "../context.ts";
import { causeOf } from "../notifications/cause.ts";
import { checkKeySize } from "../object-key.ts";
import { changeObject, shownVersionId } from "../store/objects.ts";
import { checkTags } from "../tagging.ts";

export const putObjectTagging: Operation<"PutObjectTagging"> = async (input, call) => {
  checkKeySize(input.Key);
  const tags = checkTags(input.Tagging?.TagSet ?? [], "object");
  const { bucket, row } = await changeObject(call.context, input, (one) => ({ ...one, tags }), "PUT", {
    name: "ObjectTagging:Put",
    cause: causeOf(call),
  });
  return { VersionId: shownVersionId(bucket, row) };
};
