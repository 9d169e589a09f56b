// Canonical user ids: 64 hexadecimal digits that stand for an account.
import { hash } from "node:crypto";
import { parseArn } from "../../kit/arn.ts";
import type { Caller } from "../../kit/service.ts";
import { aclsAreOff } from "./ownership.ts";
import type { BucketRow } from "./store/tables.ts";

/** The same for an account always, and no account number in it. */
const canonicalId = (account: string): string => hash("sha256", `forebay canonical user ${account}`, "hex");

export const ownerOf = (account: string): { readonly ID: string } => ({ ID: canonicalId(account) });

interface Owned {
  readonly owner?: string | undefined;
}

/** Documented: where ACLs are off the bucket's owner owns every object, whoever wrote it. */
export const objectOwner = (bucket: Pick<BucketRow, "account" | "ownership">, row: Owned): string =>
  (aclsAreOff(bucket) ? undefined : row.owner) ?? bucket.account;

/** Whether the caller is of the account. Nobody knows of what account an anonymous one is. */
export const isOfAccount = (caller: Caller, account: string): boolean =>
  caller.kind !== "anonymous" && caller.account === account;

/** Documented: the root user as owners are shown, others by their ARN. */
export function initiatorOf(arn: string): { readonly ID: string; readonly DisplayName?: string } {
  const { account = "", resource } = parseArn(arn) ?? {};
  return resource === "root" ? ownerOf(account) : { ID: arn, DisplayName: arn };
}
