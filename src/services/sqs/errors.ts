// The errors of SQS, with AWS's texts: recorded in public suites and threads unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

export const queueDoesNotExist = (): AwsError =>
  new AwsError("QueueDoesNotExist", "The specified queue does not exist.");

export const queueNameExists = (attribute: string): AwsError =>
  new AwsError(
    "QueueNameExists",
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
  );

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterValue", message);

export const invalidParameterReason = (reason: string): AwsError =>
  invalidParameter(`One or more parameters are invalid. Reason: ${reason}`);

export const outOfRange = (value: unknown, name: string, reason: string): AwsError =>
  invalidParameter(`Value ${String(value)} for parameter ${name} is invalid. Reason: ${reason}`);

export const missingParameter = (name: string): AwsError =>
  new AwsError("MissingParameter", `The request must contain the parameter ${name}.`);

export const invalidQueueName = (isFifo: boolean): AwsError =>
  invalidParameter(
    isFifo
      ? "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length."
      : "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length",
  );

export const unknownAttribute = (name: string): AwsError =>
  new AwsError("InvalidAttributeName", `Unknown Attribute ${name}.`);

export const invalidAttribute = (name: string): AwsError =>
  new AwsError("InvalidAttributeValue", `Invalid value for the parameter ${name}.`);

export const invalidRedrive = (value: string, reason: string): AwsError =>
  invalidParameter(`Value ${value} for parameter RedrivePolicy is invalid. Reason: ${reason}`);

export const purgeInProgress = (queue: string): AwsError =>
  new AwsError("PurgeQueueInProgress", `Only one PurgeQueue operation on ${queue} is allowed every 60 seconds.`);

export const receiptHandleInvalid = (handle: string): AwsError =>
  new AwsError("ReceiptHandleIsInvalid", `The input receipt handle "${handle}" is not a valid receipt handle.`);

export const receiptHandleExpired = (handle: string): AwsError =>
  invalidParameter(`Value ${handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.`);

export const notInFlight = (handle: string): AwsError =>
  invalidParameter(
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );

export const invalidCharacters = (): AwsError =>
  new AwsError(
    "InvalidMessageContents",
    "Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF",
  );

export const batchEmpty = (entry: string): AwsError =>
  new AwsError("EmptyBatchRequest", `There should be at least one ${entry} in the request.`);

export const tooManyEntries = (count: number): AwsError =>
  new AwsError("TooManyEntriesInBatchRequest", `Maximum number of entries per request are 10. You have sent ${count}.`);

export const idsNotDistinct = (id: string): AwsError => new AwsError("BatchEntryIdsNotDistinct", `Id ${id} repeated.`);

export const invalidEntryId = (): AwsError =>
  new AwsError(
    "InvalidBatchEntryId",
    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
  );

export const batchTooLong = (bytes: number, max: number): AwsError =>
  new AwsError(
    "BatchRequestTooLong",
    `Batch requests cannot be longer than ${max} bytes. You have sent ${bytes} bytes.`,
  );

export const overLimit = (message: string): AwsError => new AwsError("OverLimit", message, { status: 403 });

export const unsupported = (message: string): AwsError => new AwsError("UnsupportedOperation", message);

export const resourceNotFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message);
