// DeletePublicAccessBlock of an account. Recorded: one that is not there is deleted, too.
import type { Operation } from "../context.ts";
import { accountOf } from "../named.ts";
import { putBlock } from "../store.ts";

export const deletePublicAccessBlock: Operation<"DeletePublicAccessBlock"> = async (input, call) => {
  await putBlock(call.context, accountOf(input, call), undefined);
  return {};
};
