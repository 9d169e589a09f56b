// The errors that Glue answers, with AWS's text where it is known.
import { AwsError } from "../../kit/errors.ts";

const notFound = (message: string): AwsError => new AwsError("EntityNotFoundException", message);
const exists = (message: string): AwsError => new AwsError("AlreadyExistsException", message);

/** Recorded. */
export const databaseNotFound = (name: string): AwsError => notFound(`Database ${name} not found.`);

/** Recorded for GetTable since 2023. */
export const entityNotFound = (): AwsError => notFound("Entity Not Found");

/** Recorded for DeleteTable, GetPartitionIndexes and what reads a table's parts. */
export const tableNotFound = (name: string): AwsError => notFound(`Table ${name} not found.`);

/** Recorded for BatchDeleteTable, whose text has no full stop. */
export const batchTableNotFound = (name: string): AwsError => notFound(`Table ${name} not found`);

/** Recorded. */
export const partitionNotFound = (): AwsError => notFound("Cannot find partition.");

/** Recorded. */
export const versionNotFound = (): AwsError => notFound("Version not found.");

/** Inferred. */
export const indexNotFound = (name: string): AwsError =>
  notFound(`Index with the given indexName : ${name} does not exist`);

/** Recorded for GetCrawler and ListCrawls. */
export const crawlerEntryNotFound = (name: string): AwsError =>
  notFound(`Crawler entry with name ${name} does not exist`);

/** Recorded for StartCrawler. */
export const crawlerNotFound = (name: string): AwsError => notFound(`Crawler with name ${name} does not exist`);

/** Inferred. */
export const classifierNotFound = (name: string): AwsError => notFound(`Classifier with name ${name} does not exist`);

/** Inferred. */
export const catalogNotFound = (id: string): AwsError => notFound(`Catalog ${id} not found.`);

/** Recorded. */
export const policyNotFound = (): AwsError => notFound("Policy not found");

/** Recorded: a policy is of the catalog as a whole. */
export const resourceLevelPolicy = (): AwsError =>
  invalidInput("Glue resource level policy is not currently supported");

/** Inferred text. */
export const policyConditionFailed = (why: string): AwsError => new AwsError("ConditionCheckFailureException", why);

/** Recorded. */
export const databaseExists = (): AwsError => exists("Database already exists.");
export const tableExists = (): AwsError => exists("Table already exists.");
export const partitionExists = (): AwsError => exists("Partition already exists.");

/** Inferred from the same message of other resources. */
export const crawlerExists = (name: string): AwsError => exists(`Crawler with name ${name} already exists`);
export const classifierExists = (name: string): AwsError => exists(`Classifier with name ${name} already exists`);
export const indexExists = (name: string): AwsError =>
  exists(`Index with the given indexName : ${name} already exists`);

/** Recorded for UpdateTable with a VersionId that is not the newest. */
export const staleVersion = (): AwsError =>
  new AwsError("ConcurrentModificationException", "Update table failed due to concurrent modifications.");

export const invalidInput = (message: string): AwsError => new AwsError("InvalidInputException", message);

/** Recorded for CreateCrawler. */
/** Recorded in public issue threads. */
export const roleNotAssumable = (): AwsError =>
  invalidInput("Service is unable to assume provided role. Please verify role's TrustPolicy");

export const bucketNotFound = (name: string): AwsError => invalidInput(`S3 bucket ${name} does not exist.`);

/** Recorded. */
export const partitionValueCount = (): AwsError =>
  invalidInput("The number of partition keys do not match the number of partition values");

/** Recorded. */
export const invalidExpression = (): AwsError => invalidInput("Invalid partition expression!");
export const unsupportedExpression = (expression: string): AwsError =>
  invalidInput(`Unsupported expression '${expression}'`);
export const unknownPartitionType = (type: string): AwsError => invalidInput(`Unknown type : '${type}'`);

/** Recorded: a stored partition value that is not of its key's type. */
export const invalidState = (message: string): AwsError => new AwsError("InvalidStateException", message);

/** Inferred. */
export const invalidToken = (): AwsError => invalidInput("Invalid NextToken");

/** Recorded. */
export const crawlerRunning = (name: string): AwsError =>
  new AwsError("CrawlerRunningException", `Crawler with name ${name} has already started`);

/** Recorded for UpdateCrawler. */
export const updateWhileRunning = (): AwsError =>
  new AwsError(
    "CrawlerRunningException",
    "Cannot update Crawler while running. Please stop crawl or wait until it completes to update.",
  );

/** Inferred from the one above. */
export const deleteWhileRunning = (): AwsError =>
  new AwsError(
    "CrawlerRunningException",
    "Cannot delete Crawler while running. Please stop crawl or wait until it completes to delete.",
  );

/** Recorded. */
export const crawlerNotRunning = (name: string): AwsError =>
  new AwsError("CrawlerNotRunningException", `Crawler with name ${name} isn't running`);

/** Inferred. */
export const crawlerStopping = (name: string): AwsError =>
  new AwsError("CrawlerStoppingException", `Crawler with name ${name} is stopping`);

export const scheduleRunning = (name: string): AwsError =>
  new AwsError("SchedulerRunningException", `Scheduler for crawler ${name} is already running`);

export const scheduleNotRunning = (name: string): AwsError =>
  new AwsError("SchedulerNotRunningException", `Scheduler for crawler ${name} is not running`);

export const noSchedule = (name: string): AwsError =>
  new AwsError("NoScheduleException", `There is no schedule for crawler ${name}`);

/** Inferred: what a stale Version of an entity gets. */
export const limitExceeded = (message: string): AwsError =>
  new AwsError("ResourceNumberLimitExceededException", message);

/** Ours: a part of an operation that is not built. */
export const notBuilt = (what: string): AwsError =>
  new AwsError("NotImplemented", `${what} is not built in Forebay.`, { fault: "server", status: 501 });
