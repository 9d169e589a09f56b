// CloudWatch: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { type CloudWatchContext, openCloudWatch, type Sdk } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { jobs } from "./jobs.ts";
import { getMetricData } from "./operations/get-metric-data.ts";
import { getMetricStatistics } from "./operations/get-metric-statistics.ts";
import { listMetrics } from "./operations/list-metrics.ts";
import { putMetricData } from "./operations/put-metric-data.ts";

export default defineService<Sdk, CloudWatchContext, ServiceHost>({
  model: "cloudwatch",
  open: openCloudWatch,
  operations: {
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    PutMetricData: putMetricData,
  },
  access,
  gaps,
  differences,
  jobs,
});
