// The errors of CloudWatch Logs, with AWS's texts: recorded unless labelled otherwise.
import { AwsError } from "../../kit/errors.ts";

export const invalidParameter = (message: string): AwsError => new AwsError("InvalidParameterException", message);
const notFound = (message: string): AwsError => new AwsError("ResourceNotFoundException", message);
const validation = (message: string): AwsError => new AwsError("ValidationException", message);
const exists = (message: string): AwsError => new AwsError("ResourceAlreadyExistsException", message);

export const groupNotFound = (): AwsError => notFound("The specified log group does not exist.");
export const streamNotFound = (): AwsError => notFound("The specified log stream does not exist.");
export const groupExists = (): AwsError => exists("The specified log group already exists");
export const streamExists = (): AwsError => exists("The specified log stream already exists");
/** Inferred from the subscription filter's text. */
export const metricFilterNotFound = (): AwsError => notFound("The specified metric filter does not exist.");
export const subscriptionFilterNotFound = (): AwsError => notFound("The specified subscription filter does not exist.");
export const policyNotFound = (name: string): AwsError => notFound(`Policy with name [${name}] does not exist.`);
/** Inferred. */
export const resourceNotFound = (): AwsError => notFound("The specified resource does not exist.");

export const limitExceeded = (): AwsError => new AwsError("LimitExceededException", "Resource limit exceeded.");

export const prefixAndPattern = (): AwsError =>
  invalidParameter("LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");

export const nameAndIdentifier = (): AwsError =>
  validation("LogGroup name and LogGroup ARN are mutually exclusive parameters.");

/** Inferred. */
export const groupNeeded = (): AwsError =>
  invalidParameter("Either logGroupName or logGroupIdentifier must be specified.");

export const invalidNextToken = (): AwsError => invalidParameter("The specified nextToken is invalid.");

export const outOfOrder = (): AwsError =>
  invalidParameter("Log events in a single PutLogEvents request must be in chronological order.");

/** In public issue threads. */
export const batchTooLarge = (sizeBytes: number, max: number): AwsError =>
  invalidParameter(`Upload too large: ${sizeBytes} bytes exceeds limit of ${max}`);

/** In public issue threads. */
export const eventTooLarge = (sizeBytes: number, max: number): AwsError =>
  invalidParameter(`Log event too large: ${sizeBytes} bytes exceeds limit of ${max}`);

/** In public issue threads. */
export const spanTooLong = (): AwsError =>
  invalidParameter("The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");

/** In public issue threads. */
export const invalidPattern = (): AwsError => invalidParameter("Invalid filter pattern");

/** In public issue threads. */
export const invalidRetention = (allowed: readonly number[]): AwsError =>
  invalidParameter(`Invalid retention value. Valid values are: [${allowed.join(", ")}]`);

/** Inferred from the operation's documentation. */
export const deletionProtected = (): AwsError =>
  validation("The log group cannot be deleted because deletion protection is enabled.");

/** Inferred: documented as what AWS does when it gets more than it can take. */
export const throttled = (): AwsError => new AwsError("ThrottlingException", "Rate exceeded");

/** Documented text of the answer for a key that cannot be used. */
export const keyUnusable = (): AwsError =>
  invalidParameter("The specified KMS key does not exist or is not allowed to be used with LogGroup");

/** Inferred. */
export const keyNotUsable = (why: string): AwsError => new AwsError("AccessDeniedException", why);

/** In public issue threads. */
export const lambdaNotCallable = (): AwsError =>
  invalidParameter(
    "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
  );

/** In public issue threads. */
export const kinesisNotReachable = (): AwsError =>
  invalidParameter(
    "Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.",
  );

/** In public issue threads. */
export const firehoseNotReachable = (): AwsError =>
  invalidParameter(
    "Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.",
  );

export const roleNeeded = (vendor: string): AwsError =>
  invalidParameter(`destinationArn for vendor ${vendor} cannot be used without roleArn`);

export const lambdaOfAnotherAccount = (): AwsError =>
  new AwsError(
    "AccessDeniedException",
    "Cross-account lambda invocation passing is not allowed. " +
      "You must use DestinationPolicies to create cross account lambda triggers.",
  );

/** Documented. */
export const tooManyTags = (arn: string): AwsError =>
  new AwsError("TooManyTagsException", "The resource can have at most 50 tags.", { members: { resourceName: arn } });

/** Not an error of AWS: what Forebay does not have. */
export const notBuiltHere = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });

/** In public issue threads. */
export const malformedPolicy = (why: string): AwsError => invalidParameter(`Syntax errors in policy. ${why}`);

/** Documented: the error and its members; the words are inferred. */
export const malformedQuery = (message: string, start: number, end: number): AwsError =>
  new AwsError("MalformedQueryException", `${message} ([${start},${end}])`, {
    members: { queryCompileError: { location: { startCharOffset: start, endCharOffset: end }, message } },
  });

/** Recorded. */
export const queriedGroupNotFound = (name: string, account: string, requestId: string): AwsError =>
  notFound(
    `Log group '${name}' does not exist for account ID '${account}' (Service: AWSLogs; Status Code: 400; ` +
      `Error Code: ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`,
  );

/** Inferred from the texts around it. */
export const queryNotFound = (): AwsError => notFound("The specified query does not exist.");
/** Inferred. */
export const recordNotFound = (): AwsError => notFound("The specified log record does not exist.");
