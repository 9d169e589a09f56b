// Passwords of users: kept as salted hashes, checked against the account's password policy.
import { scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { bytes } from "../../kit/ids.ts";
import { passwordUsedBefore } from "./account-errors.ts";
import type { Call } from "./context.ts";
import { PASSWORDS_REMEMBERED_MAX } from "./limits.ts";
import { checkPassword } from "./password-policy.ts";
import { findAccount } from "./store/accounts.ts";
import type { HashedPassword } from "./store/rows.ts";

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const scrypted = promisify<string, Uint8Array, number, Buffer>(scrypt);

async function hashed(password: string): Promise<HashedPassword> {
  const salt = bytes(SALT_BYTES);
  return { salt, hash: await scrypted(password, salt, HASH_BYTES) };
}

export async function isPassword(password: string, kept: HashedPassword | undefined): Promise<boolean> {
  if (!kept) return false;
  return timingSafeEqual(await scrypted(password, kept.salt, HASH_BYTES), kept.hash);
}

interface NewPassword {
  readonly password: string;
  /** The newest first. */
  readonly earlier: readonly HashedPassword[];
}

/** What is kept from now on. Errors: PasswordPolicyViolation. */
export async function newPassword(
  { account, context }: Call,
  { password, earlier }: NewPassword,
): Promise<readonly HashedPassword[]> {
  const { passwordPolicy } = await findAccount(context.store.reads, account, context.clock.now());
  checkPassword(passwordPolicy, password);
  for (const kept of earlier.slice(0, passwordPolicy?.reusePrevention ?? 0))
    if (await isPassword(password, kept)) throw passwordUsedBefore();
  return [await hashed(password), ...earlier].slice(0, PASSWORDS_REMEMBERED_MAX);
}
