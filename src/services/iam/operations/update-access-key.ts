// UpdateAccessKey: a key that is Inactive signs nothing.
import type { Operation } from "../context.ts";
import { invalidStatus } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { accessKeyOf, putAccessKey } from "../store/access-keys.ts";

export const updateAccessKey: Operation<"UpdateAccessKey"> = async ({ UserName, AccessKeyId, Status }, call) => {
  const { account, context } = call;
  if (Status !== "Active" && Status !== "Inactive") throw invalidStatus();
  await context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, UserName);
    const row = await accessKeyOf(transaction, account, user, AccessKeyId);
    putAccessKey(transaction, account, AccessKeyId, { ...row, status: Status });
  });
  return {};
};
