// GetServiceLastAccessedDetails: a report's services, in pages.
import { accessReportOf, jobView, serviceView } from "../access-report.ts";
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";

export const getServiceLastAccessedDetails: Operation<"GetServiceLastAccessedDetails"> = async (input, call) => {
  const report = await accessReportOf(call.context.store.reads, call.account, input.JobId);
  const { items, rest } = await pageOfList(
    call,
    `GetServiceLastAccessedDetails/${input.JobId}`,
    input,
    report.services,
  );
  return { ...jobView(report), JobType: "SERVICE_LEVEL", ServicesLastAccessed: items.map(serviceView), ...rest };
};
