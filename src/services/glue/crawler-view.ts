// Crawlers and runs as Glue's answers show them.
import type { Crawler, CrawlerHistory } from "@aws-sdk/client-glue";
import type { Reads } from "../../engines/keyvalue/keyvalue.ts";
import type { Scope } from "./scope.ts";
import { lastCrawl } from "./store/crawls.ts";
import type { CrawlerRow, CrawlRow, TableCounts } from "./store/rows.ts";

const LOG_GROUP = "/aws-glue/crawlers";

export async function crawlerView(reads: Reads, scope: Scope, crawler: CrawlerRow, nowMs: number): Promise<Crawler> {
  const { input, running, scheduleState } = crawler;
  const { Schedule, Targets, ...rest } = input;
  const last = await lastCrawl(reads, scope, crawler);
  return {
    ...rest,
    Targets: {
      S3Targets: Targets.S3Targets?.map((target) => ({ Exclusions: [], ...target })),
      JdbcTargets: [],
      MongoDBTargets: [],
      DynamoDBTargets: [],
      CatalogTargets: [],
      DeltaTargets: [],
      IcebergTargets: [],
      HudiTargets: [],
    },
    Classifiers: input.Classifiers ?? [],
    RecrawlPolicy: input.RecrawlPolicy ?? { RecrawlBehavior: "CRAWL_EVERYTHING" },
    SchemaChangePolicy: {
      UpdateBehavior: "UPDATE_IN_DATABASE",
      DeleteBehavior: "DEPRECATE_IN_DATABASE",
      ...input.SchemaChangePolicy,
    },
    LineageConfiguration: input.LineageConfiguration ?? { CrawlerLineageSettings: "DISABLE" },
    LakeFormationConfiguration: input.LakeFormationConfiguration ?? {
      UseLakeFormationCredentials: false,
      AccountId: "",
    },
    State: crawlerState(crawler),
    ...(Schedule && { Schedule: { ScheduleExpression: Schedule, State: scheduleState } }),
    CrawlElapsedTime: running ? Math.max(0, nowMs - running.startMs) : 0,
    CreationTime: crawler.creationTime,
    LastUpdated: crawler.lastUpdated,
    Version: crawler.version,
    ...(last && { LastCrawl: lastCrawlView(input.Name, last) }),
  };
}

function crawlerState({ running, phase }: CrawlerRow): "READY" | "RUNNING" | "STOPPING" {
  if (running === undefined) return "READY";
  return phase === "crawling" ? "RUNNING" : "STOPPING";
}

const lastCrawlView = (crawler: string, { id, state, startTime, errorMessage }: CrawlRow): Crawler["LastCrawl"] => ({
  Status: state === "FAILED" ? "FAILED" : state === "STOPPED" ? "CANCELLED" : "SUCCEEDED",
  ...(errorMessage !== undefined && { ErrorMessage: errorMessage }),
  LogGroup: LOG_GROUP,
  LogStream: crawler,
  MessagePrefix: id,
  StartTime: startTime,
});

/** A crawl here uses no data processing units. */
export const crawlView = (crawler: string, crawl: CrawlRow): CrawlerHistory => ({
  CrawlId: crawl.id,
  State: crawl.state,
  StartTime: crawl.startTime,
  ...(crawl.endTime && { EndTime: crawl.endTime }),
  ...(crawl.errorMessage !== undefined && { ErrorMessage: crawl.errorMessage }),
  Summary: JSON.stringify({ TABLE: summary(crawl.changes.tables), PARTITION: summary(crawl.changes.partitions) }),
  LogGroup: LOG_GROUP,
  LogStream: crawler,
  MessagePrefix: crawl.id,
  DPUHour: 0,
});

/** JSON within JSON, as AWS writes it (shape inferred from the console's requests). */
function summary({ created, updated, deleted }: TableCounts): string {
  const counts = { ADD: created, UPDATE: updated, DELETE: deleted };
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return JSON.stringify(Object.fromEntries(some.map(([kind, Count]) => [kind, JSON.stringify({ Count })])));
}
