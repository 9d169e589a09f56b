// Checks a crawler's definition and fills in what AWS fills in.
import { parseAwsCron } from "../../../kit/aws-cron.ts";
import { invalidInput, notBuilt } from "../errors.ts";
import type { CrawlerInput } from "../store/inputs.ts";
import { parseConfiguration } from "./configuration.ts";
import { exclusion } from "./exclusion.ts";
import { parseIncludePath } from "./source.ts";

/** Errors: InvalidInputException (texts inferred where not said otherwise); 501 for what is not built. */
export function checkedCrawler(input: CrawlerInput): CrawlerInput {
  checkTargets(input);
  checkPolicies(input);
  parseConfiguration(input.Configuration);
  if (input.Schedule) checkSchedule(input.Schedule);
  if (input.CrawlerSecurityConfiguration) throw notBuilt("The security configuration of a crawler");
  return { ...input, Role: roleName(input.Role) };
}

/** A role's ARN is kept as its name with its path (recorded). */
const roleName = (role: string): string => /^arn:[^:]*:iam::\d*:role\/(.+)$/.exec(role)?.[1] ?? role;

export function checkSchedule(expression: string): void {
  if (parseAwsCron(expression) === undefined) throw invalidInput(`Invalid schedule expression: ${expression}`);
}

function checkTargets({ Targets }: CrawlerInput): void {
  const { S3Targets = [], ...others } = Targets;
  for (const [kind, targets] of Object.entries(others)) {
    if (Array.isArray(targets) && targets.length > 0) throw notBuilt(`Crawling ${kind} (only S3Targets are crawled)`);
  }
  if (S3Targets.length === 0) throw invalidInput("Crawler targets must not be empty");
  for (const { Path, Exclusions = [], ConnectionName, EventQueueArn } of S3Targets) {
    if (parseIncludePath(Path) === undefined) throw invalidInput(`Invalid S3 path: ${Path ?? ""}`);
    if (ConnectionName || EventQueueArn) throw notBuilt("Crawling S3 through a connection or an event queue");
    const strange = Exclusions.find((pattern) => exclusion(pattern) === undefined);
    if (strange !== undefined) throw invalidInput(`Invalid exclusion pattern: ${strange}`);
  }
}

function checkPolicies({ RecrawlPolicy, SchemaChangePolicy }: CrawlerInput): void {
  const behavior = RecrawlPolicy?.RecrawlBehavior;
  if (behavior === "CRAWL_EVENT_MODE") throw notBuilt("Crawling by S3 events (CRAWL_EVENT_MODE)");
  const { UpdateBehavior, DeleteBehavior } = SchemaChangePolicy ?? {};
  if (behavior === "CRAWL_NEW_FOLDERS_ONLY" && (UpdateBehavior !== "LOG" || DeleteBehavior !== "LOG")) {
    // Recorded.
    throw invalidInput(
      'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    );
  }
}
