// Canonical user ids: 64 hexadecimal digits that stand for an account.
import { hash } from "node:crypto";
import type { Caller } from "../../kit/service.ts";

/** The same for an account always, and no account number in it. */
const canonicalId = (account: string): string => hash("sha256", `forebay canonical user ${account}`, "hex");

export const ownerOf = (account: string): { readonly ID: string } => ({ ID: canonicalId(account) });

/** Whether the caller is of the account. Nobody knows of what account an anonymous one is. */
export const isOfAccount = (caller: Caller, account: string): boolean =>
  caller.kind !== "anonymous" && caller.account === account;
