// The errors of Kinesis Data Streams, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import type { StreamKey } from "./stream.ts";

const where = ({ name, account }: StreamKey): string => `stream ${name} under account ${account}`;

export const invalidArgument = (message: string): AwsError => new AwsError("InvalidArgumentException", message);

const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message);

export const streamNotFound = ({ name, account }: StreamKey): AwsError =>
  notFound(`Stream ${name} under account ${account} not found.`);

export const shardDoesNotExist = (shardId: string, key: StreamKey): AwsError =>
  notFound(`Shard ${shardId} in ${where(key)} does not exist`);

export const shardNotFound = (shardId: string, key: StreamKey): AwsError =>
  notFound(`Could not find shard ${shardId} in ${where(key)}.`);

/** Inferred from the stream's text. */
export const consumerNotFound = (arn: string, account: string): AwsError =>
  notFound(`Consumer ${arn}, account ${account} not found.`);

export const consumerExists = (consumer: string, { name, account }: StreamKey): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Consumer ${consumer} under stream ${name} already exists for account ${account}.`,
  );

/** Inferred from the texts around it. */
export const consumerNotFoundByName = (consumer: string, { name, account }: StreamKey): AwsError =>
  notFound(`Consumer ${consumer} under stream ${name}, account ${account} not found.`);

/** Recorded in public issue threads. */
export const consumerNotActive = (
  { name, createdSeconds }: { readonly name: string; readonly createdSeconds: number },
  stream: StreamKey,
): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Consumer ${name} with creation timestamp ${createdSeconds} under stream: ${stream.name} , account ` +
      `${stream.account} is not in ACTIVE status.`,
  );

/** Recorded in public issue threads. */
export const alreadySubscribed = (consumer: string, shardId: string, { name, account }: StreamKey): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Another active subscription exists for this consumer: ${account}:${name}:${shardId}:${consumer}`,
  );

/** Inferred: the limit is documented. */
export const tooManyConsumers = ({ name, account }: StreamKey, max: number): AwsError =>
  limitExceeded(`Stream ${name} under account ${account} cannot have more than ${max} registered consumers.`);

/** Inferred: the limit is documented. */
export const tooManyConsumersCreating = ({ name, account }: StreamKey, max: number): AwsError =>
  limitExceeded(
    `Stream ${name} under account ${account} cannot have more than ${max} consumers in CREATING at the same time.`,
  );

/** Inferred: the error is documented. */
export const streamHasConsumers = ({ name, account }: StreamKey): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Stream ${name} under account ${account} has registered consumers. Deregister them, or set EnforceConsumerDeletion.`,
  );

/** Recorded through moto's cases. */
export const policyNotFound = (arn: string): AwsError => notFound(`No resource policy found for resource ARN ${arn}.`);

/** Inferred. */
export const invalidPolicy = (why: string): AwsError => invalidArgument(`The resource policy is invalid: ${why}`);

export const streamExists = ({ name, account }: StreamKey): AwsError =>
  new AwsError("ResourceInUseException", `Stream ${name} under account ${account} already exists.`);

export const streamNotActive = ({ name, account }: StreamKey, status: string): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Stream ${name} under account ${account} not ACTIVE, instead in state ${status}`,
  );

const limitExceeded = (message: string): AwsError => new AwsError("LimitExceededException", message);

export const shardLimitExceeded = (
  { account, region }: StreamKey,
  shards: { readonly now: number; readonly added: number; readonly max: number },
): AwsError =>
  limitExceeded(
    `This request would exceed the shard limit for the account ${account} in ${region}. ` +
      `Current shard count for the account: ${shards.now}. Limit: ${shards.max}. ` +
      `Number of additional shards that would have resulted from this request: ${shards.added}. ` +
      "Refer to the AWS Service Limits page (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) " +
      "for current limits and how to request higher limits.",
  );

export const shardGone = (shardId: string, key: StreamKey): AwsError =>
  invalidArgument(
    `Shard ${shardId} in ${where(key)} has already been merged or split, and thus is not eligible for merging or ` +
      "splitting.",
  );

export const notAdjacent = (shards: readonly [string, string], key: StreamKey): AwsError =>
  invalidArgument(
    `Shards ${shards[0]} and ${shards[1]} in ${where(key)} are not an adjacent pair of shards eligible for merging`,
  );

export const invalidSplit = (
  hashKey: bigint,
  shard: { readonly id: string; readonly first: bigint; readonly last: bigint },
  key: StreamKey,
): AwsError =>
  invalidArgument(
    `NewStartingHashKey ${hashKey} used in SplitShard() on shard ${shard.id} in ${where(key)} is not both greater ` +
      `than one plus the shard's StartingHashKey ${shard.first} and less than the shard's EndingHashKey ${shard.last}.`,
  );

/** Recorded in public issue threads. */
export const streamOnDemand = (key: StreamKey): AwsError =>
  requestInvalid(`Stream ${key.name} under account ${key.account} is in On-Demand mode.`);

const requestInvalid = (why: string): AwsError => new AwsError("ValidationException", `Request is invalid. ${why}`);

const counts = (open: number, target: number): string =>
  `Current open shard count: ${open}, Target shard count: ${target}`;

export const scaledTooFar = (direction: "up" | "down", open: number, target: number): AwsError =>
  limitExceeded(
    `UpdateShardCount cannot scale ${direction === "up" ? "up over double" : "down below half"} your current open ` +
      `shard count. ${counts(open, target)}`,
  );

export const targetTooHigh = (open: number, target: number, max: number): AwsError =>
  limitExceeded(`Target shard count or number of open shards cannot be greater than ${max}. ${counts(open, target)}`);

/** Inferred from the on-demand text. */
export const streamProvisioned = (key: StreamKey): AwsError =>
  requestInvalid(`Stream ${key.name} under account ${key.account} is in Provisioned mode.`);

/** Inferred: the error is documented. */
export const strategyNotForProvisioned = (key: StreamKey): AwsError =>
  invalidArgument(`The record distribution strategy of ${where(key)} cannot be set: it is not an on-demand stream.`);

/** Inferred: the condition is documented. */
export const commitmentNeeded = ({ account, region }: StreamKey): AwsError =>
  invalidArgument(
    `Warm throughput needs MinimumThroughputBillingCommitment to be enabled for the account ${account} in ${region}.`,
  );

/** Inferred: the limit is documented. */
export const warmThroughputTooHigh = (mibps: number, max: number): AwsError =>
  limitExceeded(`Warm throughput of ${mibps} MiBps exceeds the limit of ${max} MiBps for an on-demand stream.`);

/** Inferred: the limit is documented. */
export const modeChangedTooOften = (key: StreamKey, max: number): AwsError =>
  limitExceeded(
    `UpdateStreamMode cannot be called more than ${max} times in a rolling 24-hour period for ${where(key)}.`,
  );

/** Inferred: the limit is documented. */
export const encryptionChangedTooOften = (operation: string, key: StreamKey, max: number): AwsError =>
  limitExceeded(`${operation} cannot be called more than ${max} times in a rolling 24-hour period for ${where(key)}.`);

/** Recorded in public issue threads. */
export const streamRateExceeded = (key: StreamKey): AwsError => limitExceeded(`Rate exceeded for ${where(key)}.`);

/** Recorded in public issue threads. */
export const accountRateExceeded = (account: string): AwsError =>
  limitExceeded(`Rate exceeded for account ${account}.`);

/** Inferred: the limit is documented. */
export const scaledTooOften = (key: StreamKey, max: number): AwsError =>
  limitExceeded(
    `UpdateShardCount cannot be called more than ${max} times in a rolling 24-hour period for ${where(key)}.`,
  );

/** Inferred from the shard limit's text. */
export const onDemandLimitExceeded = ({ account, region }: StreamKey, max: number): AwsError =>
  limitExceeded(
    `This request would exceed the on-demand stream limit for the account ${account} in ${region}. Limit: ${max}.`,
  );

export const tooManyStreamsChanging = (account: string, max: number): AwsError =>
  limitExceeded(
    "This request would have exceed the limit on the number of streams that can simultaneously be in CREATING or " +
      `DELETING for the account ${account}. Limit: ${max}.`,
  );

/** By KMS's code. Documented: which error of KMS becomes which of Kinesis; the message stays. */
const KMS_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: "KMSAccessDeniedException",
  DisabledException: "KMSDisabledException",
  NotFoundException: "KMSNotFoundException",
  OptInRequired: "KMSOptInRequired",
  ThrottlingException: "KMSThrottlingException",
};

export const kmsError = (code: string, message: string): AwsError =>
  new AwsError(KMS_CODES[code] ?? "KMSInvalidStateException", message);

/** Inferred: the condition is documented. */
export const kmsWrongKey = (arn: string): AwsError => kmsError("", `${arn} is not a symmetric encryption key.`);

const throughputExceeded = (message: string): AwsError =>
  new AwsError("ProvisionedThroughputExceededException", message);

export const writeRateExceededText = (shardId: string, key: StreamKey): string =>
  `Rate exceeded for shard ${shardId} in ${where(key)}.`;

export const writeRateExceeded = (shardId: string, key: StreamKey): AwsError =>
  throughputExceeded(writeRateExceededText(shardId, key));

export const readRateExceeded = (shardId: string, { account, name }: StreamKey): AwsError =>
  throughputExceeded(`Rate exceeded for Shard - ${account}/${name}/${shardId}`);

/** Documented: of a record in PutRecords that could not be stored while others were. */
export const internalFailure = () => ({ ErrorCode: "InternalFailure", ErrorMessage: "Internal service failure." });

/** What the model does not say, in the words of the checks that come from the model. */
export function validation(problems: readonly string[]): AwsError {
  const noun = problems.length === 1 ? "error" : "errors";
  return new AwsError("ValidationException", `${problems.length} validation ${noun} detected: ${problems.join("; ")}`);
}

export const tooLong = (member: string, max: number): string =>
  `Value at '${member}' failed to satisfy constraint: Member must have length less than or equal to ${max}`;

export const missing = (member: string): string =>
  `Value null at '${member}' failed to satisfy constraint: Member must not be null`;

/** Inferred from the recorded text of the former limit of 5 MB. */
export const recordsTooLarge = (): AwsError => invalidArgument("Records size exceeds 10 MB limit");

export const invalidHashKey = (hashKey: string): AwsError =>
  invalidArgument(
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${hashKey}`,
  );

export const invalidOrdering = (sequenceNumber: string, key: StreamKey): AwsError =>
  invalidArgument(`ExclusiveMinimumSequenceNumber ${sequenceNumber} used in PutRecord on ${where(key)} is invalid.`);

export const invalidShardIterator = (): AwsError => invalidArgument("Invalid ShardIterator.");

export const expiredIterator = (createdAtMs: number, nowMs: number, lifeMs: number): AwsError =>
  new AwsError(
    "ExpiredIteratorException",
    `Iterator expired. The iterator was created at time ${utcText(createdAtMs)} while right now it is ` +
      `${utcText(nowMs)} which is further in the future than the tolerated delay of ${lifeMs} milliseconds.`,
  );

/** Inferred from the iterator's text. */
export const expiredNextToken = (createdAtMs: number, nowMs: number, lifeMs: number): AwsError =>
  new AwsError(
    "ExpiredNextTokenException",
    `NextToken expired. The token was created at time ${utcText(createdAtMs)} while right now it is ` +
      `${utcText(nowMs)} which is further in the future than the tolerated delay of ${lifeMs} milliseconds.`,
  );

/** Inferred. */
export const invalidNextToken = (): AwsError => invalidArgument("NextToken is not valid.");

/** Inferred: EC2's text for the same error. */
export const dryRun = (): AwsError =>
  new AwsError("DryRunOperationException", "Request would have succeeded, but DryRun flag is set.");

/** `Thu Jan 22 01:22:02 UTC 2015` */
function utcText(epochMs: number): string {
  const [weekday, day, month, year, time] = new Date(epochMs).toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
}
