// Reports of last uses: how they are found and shown.
import type { EntityDetails, ServiceLastAccessed } from "@aws-sdk/client-iam";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import { SERVICE_NAMES } from "./granted-services.ts";
import { jobNotFound } from "./simulation-errors.ts";
import type { AccessReportEntity, AccessReportRow, AccessReportService } from "./store/account-rows.ts";
import { findAccessReport } from "./store/accounts.ts";

/** Errors: NoSuchEntity. */
export async function accessReportOf(reads: Reads, account: string, job: string): Promise<AccessReportRow> {
  const report = await findAccessReport(reads, account, job);
  if (!report) throw jobNotFound(job);
  return report;
}

/** Documented: what stands beside the results of a job that is done. */
export const jobView = ({ createdMs }: AccessReportRow) => ({
  JobStatus: "COMPLETED" as const,
  JobCreationDate: new Date(createdMs),
  JobCompletionDate: new Date(createdMs),
});

export function serviceView({ service, entities }: AccessReportService): ServiceLastAccessed {
  const [last] = entities.toSorted((a, b) => b.atMs - a.atMs);
  return {
    ServiceName: SERVICE_NAMES[service] ?? service,
    ServiceNamespace: service,
    ...(last && {
      LastAuthenticated: new Date(last.atMs),
      LastAuthenticatedEntity: last.arn,
      LastAuthenticatedRegion: last.region,
    }),
    TotalAuthenticatedEntities: entities.length,
  };
}

export const entityView = ({ kind, arn, name, id, path, atMs }: AccessReportEntity): EntityDetails => ({
  EntityInfo: { Arn: arn, Name: name, Type: kind === "user" ? "USER" : "ROLE", Id: id, Path: path },
  LastAuthenticated: new Date(atMs),
});
