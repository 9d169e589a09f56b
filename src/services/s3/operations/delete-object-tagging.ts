// DeleteObjectTagging.
import type { Operation } from "../context.ts";
import { refuseVersion } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { putObjectTags } from "../store/objects.ts";

export const deleteObjectTagging: Operation<"DeleteObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseVersion(input.VersionId);
  await putObjectTags(context, input, []);
  return {};
};
