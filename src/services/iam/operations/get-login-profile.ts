// GetLoginProfile: whether and since when a user has a password.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { getLoginProfile as profileOf } from "../store/login-profiles.ts";

export const getLoginProfile: Operation<"GetLoginProfile"> = async ({ UserName }, call) => {
  const { reads } = call.context.store;
  const user = await userNamed(reads, call, UserName);
  const { createdMs, resetRequired } = await profileOf(reads, call.account, user);
  const CreateDate = new Date(createdMs);
  return { LoginProfile: { UserName: user.name, CreateDate, PasswordResetRequired: resetRequired } };
};
