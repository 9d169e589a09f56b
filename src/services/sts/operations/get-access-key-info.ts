// GetAccessKeyInfo: the account that an access key belongs to, which the key itself tells.
import { accountOfKey } from "../../../kit/access-key-id.ts";
import type { Operation } from "../context.ts";
import { invalidAccessKeyId } from "../errors.ts";

export const getAccessKeyInfo: Operation<"GetAccessKeyInfo"> = async ({ AccessKeyId }) => {
  const account = accountOfKey(AccessKeyId);
  if (account === undefined) throw invalidAccessKeyId();
  return { Account: account };
};
