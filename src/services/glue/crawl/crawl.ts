// The job that runs a crawl. It may run again after a crash: what is in the catalog by then is found unchanged.
import { AwsError } from "../../../kit/errors.ts";
import { uuid } from "../../../kit/ids.ts";
import type { Job } from "../../../kit/service.ts";
import type { GlueContext } from "../context.ts";
import { folded } from "../scope.ts";
import { currentCrawler, finishCrawl, markWriting, type RunningCrawl } from "../store/crawls.ts";
import type { ClassifierInput, CrawlerInput } from "../store/inputs.ts";
import type { DatabaseRow } from "../store/rows.ts";
import { classifiers, databases, within } from "../store/tables.ts";
import { applyTable, type ApplyPlan } from "./apply.ts";
import { applyMissingTables } from "./apply-missing.ts";
import { applyPartitions } from "./apply-partitions.ts";
import { crawlerRole } from "./crawler-role.ts";
import { parseConfiguration } from "./configuration.ts";
import { FOLDERS_MAX, TooManyFolders } from "./folders.ts";
import { knownFolders } from "./known-folders.ts";
import { parseIncludePath, Source } from "./source.ts";
import { surveyTarget, type SurveyPlan } from "./survey.ts";
import type { CrawledTable } from "./table-definition.ts";

/** Someone stopped the crawler, or it is gone. */
class CrawlStopped extends Error {}

/** The crawl cannot go on; its message is the run's. */
class CrawlFailed extends Error {}

/** After so many tries a run that fails for no reason of S3's ends as failed. Ours. */
const ATTEMPTS_MAX = 3;

export async function crawl(job: Job, context: GlueContext): Promise<void> {
  const running = job.payload as RunningCrawl;
  const crawler = await currentCrawler(context.keyvalue, running);
  if (crawler === undefined) return;
  try {
    await runCrawl(context, running, crawler.input, job.signal);
    await finishCrawl(context, running, "COMPLETED", undefined);
  } catch (error) {
    if (job.signal.aborted) throw error; // the platform is closing: the job runs again when it is back
    if (error instanceof CrawlStopped) return finishCrawl(context, running, "STOPPED", undefined);
    const message = messageOf(error);
    if (message === undefined && job.attempt < ATTEMPTS_MAX) throw error;
    if (message === undefined) context.logger.error({ err: error, crawler: running.crawler }, "a crawl failed");
    await finishCrawl(context, running, "FAILED", message ?? "Internal Service Exception");
  }
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof AwsError) return `${error.message} (Service: S3; Error Code: ${error.code})`;
  if (error instanceof TooManyFolders) return `A target has more than ${FOLDERS_MAX} folders.`;
  return error instanceof CrawlFailed ? error.message : undefined;
}

async function runCrawl(
  context: GlueContext,
  running: RunningCrawl,
  input: CrawlerInput,
  signal: AbortSignal,
): Promise<void> {
  const configuration = parseConfiguration(input.Configuration);
  const checkpoint = checkpointOf(context, running, signal);
  const source = new Source(context, {
    ...running.scope,
    principal: crawlerRole(input.Role, running.scope.account),
    signal,
  });
  const database = await databaseOf(context, running, input.DatabaseName ?? "default");
  const newFoldersOnly = input.RecrawlPolicy?.RecrawlBehavior === "CRAWL_NEW_FOLDERS_ONLY";
  const survey: SurveyPlan = {
    source,
    configuration,
    checkpoint,
    classifiers: await classifiersOf(context, running, input.Classifiers ?? []),
    tablePrefix: input.TablePrefix ?? "",
    known: newFoldersOnly ? await knownFolders(context.keyvalue, running, database) : new Map(),
  };
  const targets = input.Targets.S3Targets ?? [];
  const found: CrawledTable[] = [];
  for (const target of targets) found.push(...(await surveyTarget(target, survey)));
  if (configuration.tablesMax !== undefined && found.length > configuration.tablesMax) {
    throw new CrawlFailed(
      `The number of tables found (${found.length}) exceeds the table threshold of ${configuration.tablesMax}.`,
    );
  }
  await checkpoint();
  await markWriting(context, running);
  const plan: ApplyPlan = {
    crawl: running,
    database,
    configuration,
    updates: input.SchemaChangePolicy?.UpdateBehavior ?? "UPDATE_IN_DATABASE",
    deletions: input.SchemaChangePolicy?.DeleteBehavior ?? "DEPRECATE_IN_DATABASE",
    createdBy: crawlerArn(input.Role, running),
  };
  await apply(
    context,
    found,
    targets.map(({ Path }) => rootOf(Path)),
    plan,
    async () => signal.throwIfAborted(),
  );
}

async function apply(
  context: GlueContext,
  found: readonly CrawledTable[],
  roots: readonly string[],
  plan: ApplyPlan,
  checkpoint: () => Promise<void>,
): Promise<void> {
  const names = new Set<string>();
  for (const table of found) {
    await checkpoint();
    const applied = await applyTable(context, table, plan);
    names.add(applied.table.input.Name);
    await applyPartitions(context, table, applied, plan, checkpoint);
  }
  await applyMissingTables(context, names, roots, plan);
}

/** Ends the crawl when the platform closes or someone stopped the crawler. */
function checkpointOf(context: GlueContext, running: RunningCrawl, signal: AbortSignal): () => Promise<void> {
  return async () => {
    signal.throwIfAborted();
    const crawler = await currentCrawler(context.keyvalue, running);
    if (crawler === undefined || crawler.phase === "stopped") throw new CrawlStopped();
  };
}

/** A crawler makes its database when it is not there (inferred). */
async function databaseOf(context: GlueContext, { scope }: RunningCrawl, name: string): Promise<DatabaseRow> {
  const key = within(scope, folded(name));
  return context.keyvalue.transact(async (transaction) => {
    const known = await databases.get(transaction, key);
    if (known) return known;
    const row = { id: uuid(), input: { Name: folded(name) }, createTime: new Date(context.clock.now()) };
    databases.put(transaction, key, row);
    return row;
  });
}

async function classifiersOf(
  context: GlueContext,
  { scope }: RunningCrawl,
  names: readonly string[],
): Promise<ClassifierInput[]> {
  const found = await Promise.all(names.map((name) => classifiers.get(context.keyvalue, within(scope, name))));
  return found.flatMap((row) => (row ? [row.input] : []));
}

const rootOf = (path: string | undefined): string => {
  const include = parseIncludePath(path);
  return include ? `s3://${include.bucket}${include.path === "" ? "" : `/${include.path}`}` : "";
};

/** Who a crawler's tables are made by (recorded). */
const crawlerArn = (role: string, { scope }: RunningCrawl): string =>
  `arn:aws:sts::${scope.account}:assumed-role/${role.slice(role.lastIndexOf("/") + 1)}/AWS-Crawler`;
