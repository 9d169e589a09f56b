// GetPublicAccessBlock of an account.
import type { Operation } from "../context.ts";
import { noSuchPublicAccessBlock } from "../errors.ts";
import { accountOf } from "../named.ts";
import { findBlock } from "../store.ts";

export const getPublicAccessBlock: Operation<"GetPublicAccessBlock"> = async (input, call) => {
  const account = accountOf(input, call);
  const block = await findBlock(call.context, account);
  if (block === undefined) throw noSuchPublicAccessBlock(account);
  return { PublicAccessBlockConfiguration: block };
};
