// PutObjectTagging.
import type { Operation } from "../context.ts";
import { refuseVersion } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { putObjectTags } from "../store/objects.ts";
import { checkTags } from "../tagging.ts";

export const putObjectTagging: Operation<"PutObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseVersion(input.VersionId);
  await putObjectTags(context, input, checkTags(input.Tagging?.TagSet ?? [], "object"));
  return {};
};
