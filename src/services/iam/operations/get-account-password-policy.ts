// GetAccountPasswordPolicy. Recorded: what is not set is not shown.
import { passwordPolicyNotFound } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findAccount } from "../store/accounts.ts";

export const getAccountPasswordPolicy: Operation<"GetAccountPasswordPolicy"> = async (_, { account, context }) => {
  const { passwordPolicy: policy } = await findAccount(context.store.reads, account, context.clock.now());
  if (!policy) throw passwordPolicyNotFound(account);
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.requireSymbols,
      RequireNumbers: policy.requireNumbers,
      RequireUppercaseCharacters: policy.requireUppercase,
      RequireLowercaseCharacters: policy.requireLowercase,
      AllowUsersToChangePassword: policy.usersMayChange,
      ExpirePasswords: policy.maxAgeDays !== undefined,
      MaxPasswordAge: policy.maxAgeDays,
      PasswordReusePrevention: policy.reusePrevention,
      HardExpiry: policy.hardExpiry,
    },
  };
};
