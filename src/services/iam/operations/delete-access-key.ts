// DeleteAccessKey: what is signed with it is refused from now on.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { accessKeyOf, deleteAccessKey as removeKey } from "../store/access-keys.ts";
import { allUsers } from "../store/entities.ts";

export const deleteAccessKey: Operation<"DeleteAccessKey"> = async ({ UserName, AccessKeyId }, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, UserName);
    await accessKeyOf(transaction, account, user, AccessKeyId);
    const accessKeyIds = user.accessKeyIds.filter((id) => id !== AccessKeyId);
    allUsers.put(transaction, account, { ...user, accessKeyIds });
    removeKey(transaction, account, AccessKeyId);
  });
  return {};
};
