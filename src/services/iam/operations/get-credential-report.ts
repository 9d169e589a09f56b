// GetCredentialReport: the report that was generated last. Documented: it expires after four hours.
import { reportExpired, reportNotPresent } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { CREDENTIAL_REPORT_LIFE_MS } from "../provider-limits.ts";
import { findCredentialReport } from "../store/accounts.ts";

export const getCredentialReport: Operation<"GetCredentialReport"> = async (_, { account, context }) => {
  const report = await findCredentialReport(context.store.reads, account);
  if (!report) throw reportNotPresent();
  if (context.clock.now() - report.generatedMs >= CREDENTIAL_REPORT_LIFE_MS) throw reportExpired();
  return { Content: report.content, ReportFormat: "text/csv", GeneratedTime: new Date(report.generatedMs) };
};
