// The errors of SNS, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";
import { BATCH_ENTRIES_MAX, MESSAGE_BYTES_MAX } from "./limits.ts";

export const invalidParameter = (what: string): AwsError =>
  new AwsError("InvalidParameterException", `Invalid parameter: ${what}`);

const notFound = (message: string): AwsError => new AwsError("NotFoundException", message);

export const topicDoesNotExist = (): AwsError => notFound("Topic does not exist");

export const subscriptionDoesNotExist = (): AwsError => notFound("Subscription does not exist");

export const resourceDoesNotExist = (): AwsError =>
  new AwsError("ResourceNotFoundException", "Resource does not exist");

export const topicExists = (): AwsError =>
  invalidParameter("Attributes Reason: Topic already exists with different attributes");

export const topicHasOtherTags = (): AwsError =>
  invalidParameter("Tags Reason: Topic already exists with different tags");

export const emptyBatch = (): AwsError =>
  new AwsError("EmptyBatchRequestException", "The batch request doesn't contain any entries.");

export const tooManyEntries = (): AwsError =>
  new AwsError(
    "TooManyEntriesInBatchRequestException",
    `The batch request contains more entries than permissible (more than ${BATCH_ENTRIES_MAX}).`,
  );

export const entryIdsNotDistinct = (): AwsError =>
  new AwsError("BatchEntryIdsNotDistinctException", "Two or more batch entries in the request have the same Id.");

export const batchTooLong = (): AwsError =>
  new AwsError(
    "BatchRequestTooLongException",
    `The length of all the batch messages put together is more than the limit of ${MESSAGE_BYTES_MAX} bytes.`, // inferred
  );

/** Inferred: the code is documented. */
export const tooManyTags = (): AwsError =>
  new AwsError("TagLimitExceededException", "Could not complete request: tag quota of per resource exceeded");

export const notBuilt = (message: string): AwsError => new AwsError("NotImplemented", message, { status: 501 });
