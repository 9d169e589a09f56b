// What each operation of CloudWatch must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { CloudWatchContext, Sdk } from "./context.ts";

const onNothing = (action: string) => (): AccessNeed => ({ action: `cloudwatch:${action}`, resource: "*" });

export const access: AccessTable<Sdk, CloudWatchContext> = {
  GetMetricData: onNothing("GetMetricData"),
  GetMetricStatistics: onNothing("GetMetricStatistics"),
  ListMetrics: onNothing("ListMetrics"),
  PutMetricData: ({ Namespace: namespace }) => ({
    action: "cloudwatch:PutMetricData",
    resource: "*",
    context: { "cloudwatch:namespace": namespace },
  }),
};
