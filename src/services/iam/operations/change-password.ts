// ChangePassword: the calling user's own.
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { invalidPassword } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { isPassword, newPassword } from "../passwords.ts";
import { getLoginProfile, putLoginProfile } from "../store/login-profiles.ts";

export const changePassword: Operation<"ChangePassword"> = async ({ OldPassword, NewPassword }, call) => {
  const { account, context } = call;
  const user = await userNamed(context.store.reads, call, undefined);
  const before = await getLoginProfile(context.store.reads, account, user);
  if (!(await isPassword(OldPassword, before.passwords[0]))) throw invalidPassword();
  const passwords = await newPassword(call, { password: NewPassword, earlier: before.passwords });
  const changedMs = wholeSecondMs(context.clock);
  await context.store.write(async (transaction) => {
    const row = await getLoginProfile(transaction, account, user);
    putLoginProfile(transaction, account, user.id, { ...row, passwords, changedMs, resetRequired: false });
  });
  return {};
};
