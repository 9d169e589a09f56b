// DeletePublicAccessBlock: does nothing when there is none.
import type { Operation } from "../context.ts";
import { putPublicAccessBlock } from "../store/bucket-policies.ts";

export const deletePublicAccessBlock: Operation<"DeletePublicAccessBlock"> = async (input, { context }) => {
  await putPublicAccessBlock(context, input, undefined);
  return {};
};
