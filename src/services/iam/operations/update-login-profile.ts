// UpdateLoginProfile: another password of a user, or whether it must be changed.
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { userNamed } from "../kinds.ts";
import { newPassword } from "../passwords.ts";
import { getLoginProfile, putLoginProfile } from "../store/login-profiles.ts";

export const updateLoginProfile: Operation<"UpdateLoginProfile"> = async (input, call) => {
  const { account, context } = call;
  const { UserName, Password, PasswordResetRequired } = input;
  const user = await userNamed(context.store.reads, call, UserName);
  const before = await getLoginProfile(context.store.reads, account, user);
  const passwords =
    Password === undefined ? undefined : await newPassword(call, { password: Password, earlier: before.passwords });
  const changedMs = wholeSecondMs(context.clock);
  await context.store.write(async (transaction) => {
    const row = await getLoginProfile(transaction, account, user);
    putLoginProfile(transaction, account, user.id, {
      ...row,
      ...(passwords && { passwords, changedMs }),
      resetRequired: PasswordResetRequired ?? row.resetRequired,
    });
  });
  return {};
};
