// DeleteLoginProfile: the user has no password any more; its access keys stay.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { deleteLoginProfile as removeProfile, getLoginProfile } from "../store/login-profiles.ts";

export const deleteLoginProfile: Operation<"DeleteLoginProfile"> = async ({ UserName }, call) => {
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, UserName);
    await getLoginProfile(transaction, call.account, user);
    removeProfile(transaction, call.account, user.id);
  });
  return {};
};
