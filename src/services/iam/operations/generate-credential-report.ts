// GenerateCredentialReport: makes a report unless there is one of the last four hours. Recorded: state and description.
import type { Operation } from "../context.ts";
import { credentialReport } from "../credential-report.ts";
import { wholeSecondMs } from "../entity.ts";
import { CREDENTIAL_REPORT_LIFE_MS } from "../provider-limits.ts";
import { findAccount, findCredentialReport, putAccount, putCredentialReport } from "../store/accounts.ts";

export const generateCredentialReport: Operation<"GenerateCredentialReport"> = async (_, call) => {
  const { account, context } = call;
  const { store, clock } = context;
  const nowMs = clock.now();
  const present = await findCredentialReport(store.reads, account);
  if (present && nowMs - present.generatedMs < CREDENTIAL_REPORT_LIFE_MS) return { State: "COMPLETE" };
  // The account is remembered from now on, so that later reports give the root user the same age.
  await store.write(async (transaction) =>
    putAccount(transaction, account, await findAccount(transaction, account, nowMs)),
  );
  const content = Buffer.from(await credentialReport(call));
  const row = { generatedMs: wholeSecondMs(clock), content };
  await store.write((transaction) => putCredentialReport(transaction, account, row));
  return { State: "STARTED", Description: "No report exists. Starting a new report generation task" };
};
