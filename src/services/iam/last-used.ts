// When roles and access keys were used last, as IAM shows it.
import type { AccessKeyLastUsed, RoleLastUsed } from "@aws-sdk/client-iam";
import type { IamContext } from "./context.ts";
import type { RoleRow } from "./store/rows.ts";

const SECOND_MS = 1_000;
const dateOf = (atMs: number): Date => new Date(Math.floor(atMs / SECOND_MS) * SECOND_MS);

/** Empty for a role that was not used. Recorded. */
export async function roleLastUsed({ keyUses }: IamContext, account: string, { id }: RoleRow): Promise<RoleLastUsed> {
  const use = await keyUses.find(account, id);
  return use ? { LastUsedDate: dateOf(use.atMs), Region: use.region } : {};
}

/** `N/A` for a key that was not used. Recorded. */
export async function accessKeyLastUsed(
  { keyUses }: IamContext,
  account: string,
  accessKeyId: string,
): Promise<AccessKeyLastUsed> {
  const use = await keyUses.find(account, accessKeyId);
  if (!use) return { ServiceName: "N/A", Region: "N/A", LastUsedDate: undefined };
  return { LastUsedDate: dateOf(use.atMs), ServiceName: use.service, Region: use.region };
}
