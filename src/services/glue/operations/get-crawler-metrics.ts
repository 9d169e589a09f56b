// GetCrawlerMetrics: how long crawlers run and how many tables they changed.
import type { CrawlerMetrics } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { pageOfCrawlers } from "../store/crawler-pages.ts";
import type { CrawlerRow } from "../store/rows.ts";
import { crawls, within } from "../store/tables.ts";

/** Runs that the median is of. Ours. */
const RUNS_MAX = 100;

export const getCrawlerMetrics: Operation<"GetCrawlerMetrics"> = async (input, call) => {
  const names = input.CrawlerNameList?.length ? new Set(input.CrawlerNameList) : undefined;
  const narrowed = names ? JSON.stringify([...names]) : "";
  const { rows, NextToken } = await pageOfCrawlers(
    call,
    "GetCrawlerMetrics",
    input,
    narrowed,
    (row) => names?.has(row.input.Name) ?? true,
  );
  const metricsOf = async ({ input: { Name }, tables }: CrawlerRow): Promise<CrawlerMetrics> => {
    const seconds: number[] = [];
    const runs = crawls.scan(call.context.keyvalue, { prefix: within(call, Name), reverse: true, limit: RUNS_MAX });
    for await (const { row } of runs) {
      if (row.endTime) seconds.push((row.endTime.getTime() - row.startTime.getTime()) / 1000);
    }
    return {
      CrawlerName: Name,
      TimeLeftSeconds: 0,
      StillEstimating: false,
      LastRuntimeSeconds: seconds[0] ?? 0,
      MedianRuntimeSeconds: seconds.toSorted((a, b) => a - b)[seconds.length >> 1] ?? 0,
      TablesCreated: tables.created,
      TablesUpdated: tables.updated,
      TablesDeleted: tables.deleted,
    };
  };
  return { CrawlerMetricsList: await Promise.all(rows.map(metricsOf)), ...(NextToken && { NextToken }) };
};
