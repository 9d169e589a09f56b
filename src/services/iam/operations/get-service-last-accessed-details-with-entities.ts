// GetServiceLastAccessedDetailsWithEntities: who of those that a report is about used a service, in pages.
import { accessReportOf, entityView, jobView } from "../access-report.ts";
import type { Operation } from "../context.ts";
import { pageOfList } from "../paging.ts";

export const getServiceLastAccessedDetailsWithEntities: Operation<"GetServiceLastAccessedDetailsWithEntities"> = async (
  input,
  call,
) => {
  const { JobId, ServiceNamespace } = input;
  const report = await accessReportOf(call.context.store.reads, call.account, JobId);
  const used = report.services.find(({ service }) => service === ServiceNamespace)?.entities ?? [];
  const listing = `GetServiceLastAccessedDetailsWithEntities/${JobId}/${ServiceNamespace}`;
  const { items, rest } = await pageOfList(call, listing, input, used);
  return { ...jobView(report), EntityDetailsList: items.map(entityView), ...rest };
};
