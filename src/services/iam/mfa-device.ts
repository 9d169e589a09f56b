// Virtual MFA devices: whose they are, and whether a code is theirs.
import type { User } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { formatArn } from "../../kit/arn.ts";
import type { Sealing } from "../../kit/sealing.ts";
import type { Caller } from "../../kit/service.ts";
import type { Call } from "./context.ts";
import { mfaDeviceNotFound } from "./provider-errors.ts";
import { MFA_USE_STEPS_MAX } from "./provider-limits.ts";
import { allUsers } from "./store/entities.ts";
import type { MfaDeviceRow, MfaOwner } from "./store/provider-rows.ts";
import { mfaDevices } from "./store/providers.ts";
import type { IamStore } from "./store/store.ts";
import { counterAt, counterOf } from "./totp.ts";
import { userNamed } from "./kinds.ts";
import { listedUser } from "./views.ts";

const PURPOSE = "iam.mfa-seed";
const RESOURCE = "mfa";
/** Recorded: the name of the root user's device. */
const ROOT_DEVICE = "root-account-mfa-device";

interface SealedSeed {
  readonly serialNumber: string;
  /** Base64. */
  readonly seed: string;
}

export const serialNumberOf = (
  account: string,
  { path, name, partition }: { readonly path: string; readonly name: string; readonly partition: string },
): string => formatArn({ service: "iam", region: "", account, resource: `${RESOURCE}${path}${name}` }, partition);

export const sealSeed = (sealing: Sealing, serialNumber: string, seed: Uint8Array): string =>
  sealing.seal(PURPOSE, { serialNumber, seed: Buffer.from(seed).toString("base64") } satisfies SealedSeed);

/** Undefined when the row was altered. */
export function seedOf(sealing: Sealing, { serialNumber, sealedSeed }: MfaDeviceRow): Uint8Array | undefined {
  const opened = sealing.open(PURPOSE, sealedSeed) as SealedSeed | undefined;
  return opened?.serialNumber === serialNumber ? Buffer.from(opened.seed, "base64") : undefined;
}

/** Errors: NoSuchEntity. */
export async function mfaDeviceOf(
  reads: Reads,
  { account }: { readonly account: string },
  serialNumber: string,
): Promise<MfaDeviceRow> {
  const row = await mfaDevices.find(reads, account, serialNumber);
  if (!row) throw mfaDeviceNotFound(serialNumber);
  return row;
}

export const isRootDevice = (serialNumber: string): boolean => serialNumber.endsWith(`:${RESOURCE}/${ROOT_DEVICE}`);

/** Who is meant: the named user or, without a name, the caller, which may be the root user. Errors: NoSuchEntity, ValidationError. */
export async function mfaOwnerNamed(
  reads: Reads,
  call: Pick<Call, "account" | "caller">,
  name: string | undefined,
): Promise<MfaOwner> {
  if (name === undefined && call.caller.kind === "root") return { kind: "root" };
  return { kind: "user", userId: (await userNamed(reads, call, name)).id };
}

export const sameOwner = (left: MfaOwner | undefined, right: MfaOwner): boolean =>
  left !== undefined &&
  (left.kind === "user" ? right.kind === "user" && left.userId === right.userId : right.kind === "root");

/** The devices that somebody has enabled, in the order of their serial numbers. */
export async function* devicesOf(reads: Reads, account: string, owner: MfaOwner): AsyncGenerator<MfaDeviceRow> {
  for await (const row of mfaDevices.list(reads, [account])) if (sameOwner(row.owner, owner)) yield row;
}

export async function hasMfa(reads: Reads, account: string, owner: MfaOwner): Promise<boolean> {
  for await (const _ of devicesOf(reads, account, owner)) return true;
  return false;
}

/** Stands for the root user among unique ids. */
export const ROOT = "root";

/** The unique ids of all that have enabled a device. */
export async function ownersOfDevices(reads: Reads, account: string): Promise<ReadonlySet<string>> {
  const owners = new Set<string>();
  for await (const { owner } of mfaDevices.list(reads, [account]))
    if (owner) owners.add(owner.kind === "root" ? ROOT : owner.userId);
  return owners;
}

/** Whom a device belongs to, as ListVirtualMFADevices shows it. Documented: the root user has no name. */
export async function ownerView(reads: Reads, account: string, row: MfaDeviceRow): Promise<User | undefined> {
  if (row.owner?.kind === "user") {
    const user = await allUsers.findById(reads, account, row.owner.userId);
    return user && listedUser(account, user);
  }
  if (!row.owner) return undefined;
  const arn = row.serialNumber.replace(/:mfa\/.*$/, ":root");
  return { UserId: account, Arn: arn, CreateDate: new Date(row.createdMs) } as User;
}

/** Whether the caller's device shows that code now. Takes the code, and all before it, out of use. */
export async function useMfaCode(
  store: IamStore,
  nowMs: number,
  { serialNumber, code, caller }: { readonly serialNumber: string; readonly code: string; readonly caller: Caller },
): Promise<boolean> {
  const owner: MfaOwner | undefined =
    caller.kind === "root"
      ? { kind: "root" }
      : caller.kind === "user"
        ? { kind: "user", userId: caller.userId }
        : undefined;
  if (!owner) return false;
  return store.write(async (transaction) => {
    const row = await mfaDevices.find(transaction, caller.account, serialNumber);
    const seed = row && sameOwner(row.owner, owner) ? seedOf(store.sealing, row) : undefined;
    if (!row || !seed) return false;
    const now = counterAt(nowMs) + row.drift;
    const from = Math.max(now - MFA_USE_STEPS_MAX, row.lastCounter + 1);
    const counter = counterOf(seed, [code], { from, to: now + MFA_USE_STEPS_MAX });
    if (counter === undefined) return false;
    mfaDevices.put(transaction, [caller.account, serialNumber], { ...row, lastCounter: counter });
    return true;
  });
}
