// Accounts: alias, password policy, preferences, credential reports.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { AccessReportRow, AccountRow, CredentialReportRow, RoleDeletionRow } from "./account-rows.ts";

const first = { version: 1, upgrades: {} };

/** [account] */
const accounts = table<AccountRow>({ name: "iam.accounts", ...first });
/** [alias]: aliases are unique across accounts. */
const aliases = table<{ readonly account: string }>({ name: "iam.aliases", ...first });
/** [account] */
const credentialReports = table<CredentialReportRow>({ name: "iam.credential-reports", ...first });
/** [account, deletion task id] */
const roleDeletions = table<RoleDeletionRow>({ name: "iam.role-deletions", ...first });
/** [account, job id] */
const accessReports = table<AccessReportRow>({ name: "iam.access-reports", ...first });

/** An account that IAM does not know of yet has no alias, no password policy and nothing set. */
export async function findAccount(reads: Reads, account: string, nowMs: number): Promise<AccountRow> {
  return (
    (await accounts.get(reads, [account])) ?? {
      createdMs: nowMs,
      alias: undefined,
      passwordPolicy: undefined,
      globalTokenVersion: 1,
    }
  );
}

export const putAccount = (transaction: Transaction, account: string, row: AccountRow): void =>
  accounts.put(transaction, [account], row);

export const accountOfAlias = async (reads: Reads, alias: string): Promise<string | undefined> =>
  (await aliases.get(reads, [alias]))?.account;

/** Gives the alias to the account, or frees it. */
export function setAlias(transaction: Transaction, alias: string, account: string | undefined): void {
  if (account === undefined) aliases.delete(transaction, [alias]);
  else aliases.put(transaction, [alias], { account });
}

export const findCredentialReport = (reads: Reads, account: string): Promise<CredentialReportRow | undefined> =>
  credentialReports.get(reads, [account]);

export const putCredentialReport = (transaction: Transaction, account: string, row: CredentialReportRow): void =>
  credentialReports.put(transaction, [account], row);

export const findRoleDeletion = (reads: Reads, account: string, task: string): Promise<RoleDeletionRow | undefined> =>
  roleDeletions.get(reads, [account, task]);

export const putRoleDeletion = (transaction: Transaction, account: string, task: string, row: RoleDeletionRow): void =>
  roleDeletions.put(transaction, [account, task], row);

export const findAccessReport = (reads: Reads, account: string, job: string): Promise<AccessReportRow | undefined> =>
  accessReports.get(reads, [account, job]);

export const putAccessReport = (transaction: Transaction, account: string, job: string, row: AccessReportRow): void =>
  accessReports.put(transaction, [account, job], row);
