// CreateLoginProfile: a password for the console.
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { loginProfileExists, missingPassword } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { newPassword } from "../passwords.ts";
import { findLoginProfile, putLoginProfile } from "../store/login-profiles.ts";

export const createLoginProfile: Operation<"CreateLoginProfile"> = async (input, call) => {
  const { account, context } = call;
  const { reads } = context.store;
  const { Password, PasswordResetRequired = false } = input;
  if (Password === undefined) throw missingPassword();
  const { id, name } = await userNamed(reads, call, input.UserName);
  if (await findLoginProfile(reads, account, id)) throw loginProfileExists(name);
  const passwords = await newPassword(call, { password: Password, earlier: [] });
  const createdMs = wholeSecondMs(context.clock);
  await context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, name);
    if (await findLoginProfile(transaction, account, user.id)) throw loginProfileExists(user.name);
    const row = { createdMs, changedMs: createdMs, resetRequired: PasswordResetRequired, passwords };
    putLoginProfile(transaction, account, user.id, row);
  });
  const CreateDate = new Date(createdMs);
  return { LoginProfile: { UserName: name, CreateDate, PasswordResetRequired } };
};
