// The errors of Amazon Data Firehose. Texts are recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { DELIVERY_STREAMS_MAX, ENCRYPTION_CHANGES_MAX, TAGS_MAX } from "./limits.ts";
import type { StreamKey } from "./stream.ts";

export const invalidArgument = (message: string): AwsError => new AwsError("InvalidArgumentException", message);

/** What Forebay has not built; AWS would do it. */
export const notImplemented = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });

export const streamNotFound = ({ name, account }: StreamKey): AwsError =>
  new AwsError("ResourceNotFoundException", `Firehose ${name} under account ${account} not found.`);

export const streamExists = ({ name, account }: StreamKey): AwsError =>
  new AwsError("ResourceInUseException", `Firehose ${name} under accountId ${account} already exists`);

/** Inferred. */
export const streamBusy = ({ name, account }: StreamKey, status: string): AwsError =>
  new AwsError(
    "ResourceInUseException",
    `Firehose ${name} under account ${account} is in state ${status}. Please retry after some time.`,
  );

export const tooManyStreams = (names: readonly string[]): AwsError =>
  new AwsError(
    "LimitExceededException",
    `You have already consumed your firehose quota of ${DELIVERY_STREAMS_MAX} hoses. Firehose names: [${names.join(", ")}]`,
  );

/** Inferred. */
export const tooManyTags = (): AwsError =>
  new AwsError("LimitExceededException", `A Firehose cannot have more than ${TAGS_MAX} tags.`);

export const versionMismatch = (name: string, current: number, given: string): AwsError =>
  new AwsError(
    "ConcurrentModificationException",
    `Cannot update firehose: ${name} since the current version id: ${current} and specified version id: ${given} do not match`,
  );

export const destinationNotFound = (id: string): AwsError => invalidArgument(`Destination Id ${id} not found`);

export const notOneDestination = (): AwsError =>
  invalidArgument("Exactly one destination configuration is supported for a Firehose");

/** Inferred. */
export const encryptionNotPermitted = (): AwsError =>
  invalidArgument("Server-side encryption is only supported for delivery streams of type DirectPut.");

/** Inferred. */
export const encryptionBusy = ({ name, account }: StreamKey, status: string): AwsError =>
  new AwsError("ResourceInUseException", `The encryption of Firehose ${name} under account ${account} is ${status}.`);

/** Inferred: KMS's words, and its code in the member of that name. */
export const kmsRefused = ({ code, message }: AwsError): AwsError =>
  new AwsError("InvalidKMSResourceException", message, { members: { code } });

/** Inferred: documented is that the mode goes from failed records to all, and not back. */
export const backupKept = (): AwsError =>
  invalidArgument("S3BackupMode cannot be changed from all records to failed records only.");

/** Inferred from the documentation of UpdateDestination. */
export const switchRefused = (): AwsError =>
  invalidArgument("Switching between Amazon OpenSearch Service and other services is not supported.");

/** Inferred. */
export const switchIncomplete = (): AwsError =>
  invalidArgument("All parameters of the new destination must be specified when the destination type changes.");

export const noUpdate = (): AwsError =>
  invalidArgument("At least one destination or source configuration update must be provided");

export const kinesisSourceMissing = (): AwsError =>
  invalidArgument("KinesisSourceStreamConfig is mandatory for KinesisStreamAsSource stream type.");

export const putNotPermitted = (): AwsError =>
  invalidArgument("This operation is not permitted on KinesisStreamAsSource delivery stream type.");

/** Recorded in public threads, for PutRecord's error and for those of PutRecordBatch's records. */
export const slowDown = (): AwsError =>
  new AwsError("ServiceUnavailableException", "Slow down.", { status: 503, fault: "server" });

/** Documented as a rule; the text is inferred. */
export const encryptionChangedTooOften = (): AwsError =>
  new AwsError(
    "LimitExceededException",
    `Encryption can be started and stopped at most ${ENCRYPTION_CHANGES_MAX} times in 24 hours.`,
  );

export const batchTooLarge = (): AwsError => invalidArgument("Records size exceeds 4 MB limit");

/** The opening words are spelled as AWS spells them. */
export const prefixInvalid = (fault: string): AwsError =>
  invalidArgument(`Ths supplied prefix(es) do not satisfy the following constraint: ${fault}`);

/** Inferred. */
export const queryInvalid = (fault: string): AwsError =>
  invalidArgument(`MetaDataExtraction JQ Query is invalid: ${fault}`);

/** Documented as a rule; the text is inferred. */
export const partitioningFixed = (): AwsError =>
  invalidArgument("Dynamic Partitioning can only be enabled when a delivery stream is created, and stays as it is.");

/** Inferred. */
export const timeZoneInvalid = (zone: string): AwsError => invalidArgument(`Invalid CustomTimeZone: ${zone}`);

/** Inferred from the documentation of BufferingHints. */
export const hintsIncomplete = (): AwsError =>
  invalidArgument(
    "If a value is specified for SizeInMBs, a value must also be specified for IntervalInSeconds, and vice versa.",
  );

/** Recorded in public issue threads. */
export const roleNotAssumable = (roleArn: string): AwsError =>
  invalidArgument(`Firehose is unable to assume role ${roleArn}. Please check the role provided.`);

/** Inferred: AWS wraps what the source or the catalog answered. */
export const peerRefused = (service: string, error: AwsError): AwsError =>
  invalidArgument(
    `${error.message} (Service: ${service}; Status Code: ${error.status ?? 400}; Error Code: ${error.code})`,
  );
