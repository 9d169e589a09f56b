// The password policy of an account, and whether a password conforms to it.
import { passwordViolates } from "./account-errors.ts";
import type { PasswordPolicyRow } from "./store/account-rows.ts";

/** Recorded: what UpdateAccountPasswordPolicy sets when it is told nothing. */
export const DEFAULT_MINIMUM_LENGTH = 6;
/** Documented, for accounts without a policy: 8 characters, of at least 3 of the 4 kinds. */
const UNRULED_MINIMUM_LENGTH = 8;
const UNRULED_KINDS_MIN = 3;

const UPPERCASE = /[A-Z]/;
const LOWERCASE = /[a-z]/;
const NUMBER = /\d/;
/** Documented. */
const SYMBOL = /[!@#$%^&*()_+\-=[\]{}|']/;

/** `policy`: undefined when the account has none. Errors: PasswordPolicyViolation. */
export function checkPassword(policy: PasswordPolicyRow | undefined, password: string): void {
  const problem = policy ? problemOf(policy, password) : problemWithoutPolicy(password);
  if (problem !== undefined) throw passwordViolates(problem);
}

function problemOf(policy: PasswordPolicyRow, password: string): string | undefined {
  const { minimumLength, requireUppercase, requireLowercase, requireNumbers, requireSymbols } = policy;
  if (password.length < minimumLength) return `have a minimum length of ${minimumLength}`;
  if (requireUppercase && !UPPERCASE.test(password)) return "have at least one uppercase letter";
  if (requireLowercase && !LOWERCASE.test(password)) return "have at least one lowercase letter";
  if (requireNumbers && !NUMBER.test(password)) return "have at least one number";
  if (requireSymbols && !SYMBOL.test(password)) return "have at least one symbol";
  return undefined;
}

function problemWithoutPolicy(password: string): string | undefined {
  if (password.length < UNRULED_MINIMUM_LENGTH) return `have a minimum length of ${UNRULED_MINIMUM_LENGTH}`;
  const kinds = [UPPERCASE, LOWERCASE, NUMBER, SYMBOL].filter((kind) => kind.test(password)).length;
  return kinds < UNRULED_KINDS_MIN
    ? "have at least three of: uppercase letters, lowercase letters, numbers, symbols"
    : undefined;
}
