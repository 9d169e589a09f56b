// PutObjectTagging.
import type { Operation } from "../context.ts";
import { checkKeySize } from "../object-key.ts";
import { changeObject, shownVersionId } from "../store/objects.ts";
import { checkTags } from "../tagging.ts";

export const putObjectTagging: Operation<"PutObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  const tags = checkTags(input.Tagging?.TagSet ?? [], "object");
  const { bucket, row } = await changeObject(context, input, (one) => ({ ...one, tags }));
  return { VersionId: shownVersionId(bucket, row) };
};
