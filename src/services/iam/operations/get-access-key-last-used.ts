// GetAccessKeyLastUsed: when, where and for what a key of the account was used last.
import type { Operation } from "../context.ts";
import { accessKeyDenied } from "../errors.ts";
import { accessKeyLastUsed } from "../last-used.ts";
import { findAccessKey } from "../store/access-keys.ts";

export const getAccessKeyLastUsed: Operation<"GetAccessKeyLastUsed"> = async ({ AccessKeyId }, call) => {
  const { account, caller, context } = call;
  const key = await findAccessKey(context.store, AccessKeyId);
  // Recorded: a key that does not exist is answered as one that the caller may not see.
  if (key?.account !== account) throw accessKeyDenied(caller.arn, AccessKeyId);
  return { UserName: key.user.name, AccessKeyLastUsed: await accessKeyLastUsed(context, account, AccessKeyId) };
};
