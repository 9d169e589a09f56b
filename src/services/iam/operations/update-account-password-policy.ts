// UpdateAccountPasswordPolicy: documented: what is left out goes back to its default.
import type { Operation } from "../context.ts";
import { DEFAULT_MINIMUM_LENGTH } from "../password-policy.ts";
import type { PasswordPolicyRow } from "../store/account-rows.ts";
import { findAccount, putAccount } from "../store/accounts.ts";

export const updateAccountPasswordPolicy: Operation<"UpdateAccountPasswordPolicy"> = async (input, call) => {
  const { account, context } = call;
  const passwordPolicy: PasswordPolicyRow = {
    minimumLength: input.MinimumPasswordLength ?? DEFAULT_MINIMUM_LENGTH,
    requireSymbols: input.RequireSymbols ?? false,
    requireNumbers: input.RequireNumbers ?? false,
    requireUppercase: input.RequireUppercaseCharacters ?? false,
    requireLowercase: input.RequireLowercaseCharacters ?? false,
    usersMayChange: input.AllowUsersToChangePassword ?? false,
    maxAgeDays: input.MaxPasswordAge || undefined,
    reusePrevention: input.PasswordReusePrevention || undefined,
    hardExpiry: input.HardExpiry,
  };
  await context.store.write(async (transaction) => {
    const row = await findAccount(transaction, account, context.clock.now());
    putAccount(transaction, account, { ...row, passwordPolicy });
  });
  return {};
};
