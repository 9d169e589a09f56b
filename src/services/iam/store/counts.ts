// How much an account has, for GetAccountSummary.
import type { Reads } from "../../../engines/keyvalue/keyvalue.ts";
import { serverCertificates } from "./credentials.ts";
import { allGroups, allInstanceProfiles, allPolicies, allRoles, allUsers } from "./entities.ts";
import { mfaDevices, oidcProviders, samlProviders } from "./providers.ts";
import { policyVersions } from "./tables.ts";

export interface Counts {
  readonly users: number;
  readonly groups: number;
  readonly roles: number;
  readonly policies: number;
  readonly policyVersions: number;
  readonly instanceProfiles: number;
  readonly serverCertificates: number;
  readonly providers: number;
  readonly mfaDevices: number;
  readonly mfaDevicesInUse: number;
  readonly rootHasMfa: boolean;
}

const ALL = Number.MAX_SAFE_INTEGER;

export async function countEverything(reads: Reads, account: string): Promise<Counts> {
  let versions = 0;
  for await (const _ of policyVersions.scan(reads, { prefix: [account] })) versions++;
  let devices = 0;
  let inUse = 0;
  let rootHasMfa = false;
  for await (const { owner } of mfaDevices.list(reads, [account])) {
    devices++;
    if (owner) inUse++;
    if (owner?.kind === "root") rootHasMfa = true;
  }
  return {
    users: await allUsers.count(reads, account, ALL),
    groups: await allGroups.count(reads, account, ALL),
    roles: await allRoles.count(reads, account, ALL),
    policies: await allPolicies.count(reads, account, ALL),
    policyVersions: versions,
    instanceProfiles: await allInstanceProfiles.count(reads, account, ALL),
    serverCertificates: await serverCertificates.count(reads, account),
    providers: (await oidcProviders.count(reads, account)) + (await samlProviders.count(reads, account)),
    mfaDevices: devices,
    mfaDevicesInUse: inUse,
    rootHasMfa,
  };
}
