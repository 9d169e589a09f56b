// GetObjectTagging.
import type { Operation } from "../context.ts";
import { refuseVersion } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { requireObject } from "../store/objects.ts";

export const getObjectTagging: Operation<"GetObjectTagging"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseVersion(input.VersionId);
  const { tags } = await requireObject(context.keyvalue, input);
  return { TagSet: [...tags] };
};
