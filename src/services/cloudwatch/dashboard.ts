// Dashboards: what they are called.
import { formatArn, partitionOf } from "../../kit/arn.ts";
import type { Place } from "./metric.ts";

/** Recorded: without a region. */
export const dashboardArn = ({ account, region }: Place, name: string): string =>
  formatArn({ service: "cloudwatch", region: "", account, resource: `dashboard/${name}` }, partitionOf(region));
