// AbortMultipartUpload.
import type { Operation } from "../context.ts";
import { headerNotImplemented } from "../errors.ts";
import { checkKeySize } from "../object-key.ts";
import { abortUpload } from "../store/uploads.ts";

export const abortMultipartUpload: Operation<"AbortMultipartUpload"> = async (input, { context }) => {
  checkKeySize(input.Key);
  // Documented: for directory buckets only.
  if (input.IfMatchInitiatedTime !== undefined) throw headerNotImplemented("x-amz-if-match-initiated-time");
  await abortUpload(context, input);
  return {};
};
