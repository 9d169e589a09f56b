// The credential report: a line of CSV for the root user and each user, from what IAM knows. Recorded: 22 columns.
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { formatArn, partitionOf } from "../../kit/arn.ts";
import type { Call } from "./context.ts";
import { arnOf } from "./entity.ts";
import { ownersOfDevices, ROOT } from "./mfa-device.ts";
import { accessKeysOf } from "./store/access-keys.ts";
import { findAccount } from "./store/accounts.ts";
import type { AccountRow } from "./store/account-rows.ts";
import { signingCertificates } from "./store/credentials.ts";
import { allUsers } from "./store/entities.ts";
import { findLoginProfile } from "./store/login-profiles.ts";
import type { UserRow } from "./store/rows.ts";

const COLUMNS = [
  ..."user arn user_creation_time".split(" "),
  ..."password_enabled password_last_used password_last_changed password_next_rotation mfa_active".split(" "),
  ...[1, 2].flatMap((n) =>
    ["active", "last_rotated", "last_used_date", "last_used_region", "last_used_service"].map(
      (fact) => `access_key_${n}_${fact}`,
    ),
  ),
  ...[1, 2].flatMap((n) => [`cert_${n}_active`, `cert_${n}_last_rotated`]),
];

const NOT_APPLICABLE = "N/A";
const NONE_USED = "no_information";
const NOT_SUPPORTED = "not_supported";
const DAY_MS = 86_400_000;
/** Of keys and certificates. */
const SLOTS = [0, 1];
const NO_KEY = ["false", ...Array<string>(4).fill(NOT_APPLICABLE)];
const NO_CERTIFICATE = ["false", NOT_APPLICABLE];

/** `2026-02-17T16:41:34+00:00` */
const timeOf = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19)}+00:00`;

export async function credentialReport(call: Call): Promise<string> {
  const { account, context } = call;
  const { reads } = context.store;
  const row = await findAccount(reads, account, context.clock.now());
  const withMfa = await ownersOfDevices(reads, account);
  const lines = [COLUMNS, rootLine(row, withMfa.has(ROOT), call)];
  for await (const user of allUsers.list(reads, account))
    lines.push(await userLine(user, { row, hasMfa: withMfa.has(user.id) }, call));
  return lines.map((cells) => cells.map(quoted).join(",")).join("\n");
}

/** Names of users may hold commas. */
const quoted = (cell: string): string => (cell.includes(",") ? `"${cell}"` : cell);

function rootLine({ createdMs }: AccountRow, hasMfa: boolean, { account, region }: Call): string[] {
  const arn = formatArn({ service: "iam", region: "", account, resource: "root" }, partitionOf(region));
  const password = [NOT_SUPPORTED, NONE_USED, NOT_SUPPORTED, NOT_SUPPORTED];
  const keys = SLOTS.flatMap(() => NO_KEY);
  return [
    "<root_account>",
    arn,
    timeOf(createdMs),
    ...password,
    String(hasMfa),
    ...keys,
    ...SLOTS.flatMap(() => NO_CERTIFICATE),
  ];
}

async function userLine(
  user: UserRow,
  { row, hasMfa }: { readonly row: AccountRow; readonly hasMfa: boolean },
  call: Call,
): Promise<string[]> {
  const { account, context } = call;
  const { reads } = context.store;
  return [
    user.name,
    arnOf("user", account, user),
    timeOf(user.createdMs),
    ...(await passwordCells(reads, account, user, row)),
    String(hasMfa),
    ...(await keyCells(user, call)),
    ...(await certificateCells(reads, account, user)),
  ];
}

async function passwordCells(
  reads: Reads,
  account: string,
  user: UserRow,
  { passwordPolicy }: AccountRow,
): Promise<string[]> {
  const profile = await findLoginProfile(reads, account, user.id);
  if (!profile) return ["false", NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE];
  const { maxAgeDays } = passwordPolicy ?? {};
  return [
    "true",
    user.passwordLastUsedMs === undefined ? NONE_USED : timeOf(user.passwordLastUsedMs),
    timeOf(profile.changedMs),
    maxAgeDays === undefined ? NOT_APPLICABLE : timeOf(profile.changedMs + maxAgeDays * DAY_MS),
  ];
}

async function keyCells(user: UserRow, { account, context }: Call): Promise<string[]> {
  const keys = await accessKeysOf(context.store.reads, account, user);
  const cells: string[] = [];
  for (const slot of SLOTS) {
    const key = keys[slot];
    const use = key && (await context.keyUses.find(account, key.id));
    const used = use ? [timeOf(use.atMs), use.region, use.service] : Array<string>(3).fill(NOT_APPLICABLE);
    cells.push(...(key ? [String(key.row.status === "Active"), timeOf(key.row.createdMs), ...used] : NO_KEY));
  }
  return cells;
}

async function certificateCells(reads: Reads, account: string, user: UserRow): Promise<string[]> {
  const cells: string[] = [];
  for await (const { status, uploadedMs } of signingCertificates.list(reads, [account, user.id]))
    cells.push(String(status === "Active"), timeOf(uploadedMs));
  while (cells.length < SLOTS.length * NO_CERTIFICATE.length) cells.push(...NO_CERTIFICATE);
  return cells;
}
