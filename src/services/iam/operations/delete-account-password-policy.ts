// DeleteAccountPasswordPolicy.
import { deletedPasswordPolicyNotFound } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findAccount, putAccount } from "../store/accounts.ts";

export const deleteAccountPasswordPolicy: Operation<"DeleteAccountPasswordPolicy"> = async (_, call) => {
  const { account, context } = call;
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    if (!row.passwordPolicy) throw deletedPasswordPolicyNotFound();
    putAccount(transaction, account, { ...row, passwordPolicy: undefined });
  });
  return {};
};
