// The errors of Lambda, with AWS's texts. Labelled *recorded* where a public recording was looked at; the others are inferred from what AWS is known to answer.
import { AwsError, type AwsErrorOptions } from "../../kit/errors.ts";

const user = (code: string, message: string, status: number, options: AwsErrorOptions = {}): AwsError =>
  new AwsError(code, message, { status, ...options, members: { Type: "User", ...options.members } });

export const notFound = (message: string): AwsError => user("ResourceNotFoundException", message, 404);

/** Recorded. */
export const functionNotFound = (arn: string): AwsError => notFound(`Function not found: ${arn}`);

/** Recorded. */
export const otherRegion = (theirs: string, ours: string): AwsError =>
  notFound(`Functions from '${theirs}' are not reachable in this region ('${ours}')`);

export const invalidParameter = (message: string): AwsError => user("InvalidParameterValueException", message, 400);

export const conflict = (message: string): AwsError => user("ResourceConflictException", message, 409);

/** Recorded in threads. */
export const functionExists = (name: string): AwsError => conflict(`Function already exist: ${name}`);

export const stillPending = (): AwsError =>
  conflict("The operation cannot be performed at this time. The function is currently in the following state: Pending");

/** Recorded. */
export const updateInProgress = (arn: string): AwsError =>
  conflict(`The operation cannot be performed at this time. An update is in progress for resource: ${arn}`);

/** Recorded. `api` tells the latest one. */
export const revisionMismatch = (api = "GetFunction/GetAlias"): AwsError =>
  user(
    "PreconditionFailedException",
    `The Revision Id provided does not match the latest Revision Id. Call the ${api} API to retrieve the latest Revision Id`,
    412,
  );

export const roleNotAssumable = (): AwsError =>
  invalidParameter("The role defined for the function cannot be assumed by Lambda.");

/** Of an invocation, when the role has gone or changed since. Recorded in threads. */
export const roleLost = (): AwsError =>
  user("AccessDeniedException", "The role defined for the function cannot be assumed by Lambda.", 403);

export const runtimeAndHandlerNeeded = (): AwsError =>
  invalidParameter("Runtime and Handler are mandatory parameters for functions created with deployment packages.");

export const noCode = (): AwsError => invalidParameter("Please provide a source for function code.");

/** Recorded. */
export const cannotUnzip = (): AwsError =>
  invalidParameter("Could not unzip uploaded file. Please check your file, then try to upload again.");

export const emptyZip = (): AwsError => invalidParameter("Uploaded file must be a non-empty zip");

/** Recorded. */
export const unzippedTooLarge = (maxBytes: number): AwsError =>
  invalidParameter(`Unzipped size must be smaller than ${maxBytes} bytes`);

/** Recorded in threads. */
export const requestTooLarge = (sizeBytes: number, maxBytes: number): AwsError =>
  user(
    "RequestEntityTooLargeException",
    `${sizeBytes} byte payload is too large for the RequestResponse invocation type (limit ${maxBytes} bytes)`,
    413,
  );

/** Recorded in threads about the limit of events. */
export const eventTooLarge = (sizeBytes: number, maxBytes: number): AwsError =>
  user(
    "RequestEntityTooLargeException",
    `${sizeBytes} byte payload is too large for the Event invocation type (limit ${maxBytes} bytes)`,
    413,
  );

/** Recorded. */
export const packageTooLarge = (maxBytes: number): AwsError =>
  new AwsError("RequestEntityTooLargeException", `Zipped size must be smaller than ${maxBytes} bytes`, { status: 413 });

/** Recorded. */
export const objectNotRead = (code: string, message: string): AwsError =>
  invalidParameter(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`);

/** Recorded. */
export const environmentTooLarge = (text: string): AwsError =>
  invalidParameter(
    "Lambda was unable to configure your environment variables because the environment variables you have provided " +
      `exceeded the 4KB limit. String measured: ${text}`,
  );

/** Recorded in threads. */
export const reservedVariables = (names: readonly string[]): AwsError =>
  invalidParameter(
    "Lambda was unable to configure your environment variables because the environment variables you have provided " +
      "contains reserved keys that are currently not supported for modification. Reserved keys used in this request: " +
      names.join(", "),
  );

/** Recorded. */
export const qualifiersDiffer = (): AwsError =>
  invalidParameter("The derived qualifier from the function name does not match the specified qualifier.");

/** Recorded, but for the parser's own words. */
export const invalidPayload = (reason: string): AwsError =>
  user(
    "InvalidRequestContentException",
    `Could not parse request body into json: Could not parse payload into json: ${reason}`,
    400,
  );

/** Recorded. */
export const concurrencyExceeded = (reserved: boolean): AwsError =>
  user("TooManyRequestsException", "Rate Exceeded.", 429, {
    members: {
      Reason: reserved ? "ReservedFunctionConcurrentInvocationLimitExceeded" : "ConcurrentInvocationLimitExceeded",
    },
  });

/** Ours: AWS has every runtime. In the words that forebay doctor uses, too. */
export const runtimeNotHere = (runtime: string): AwsError =>
  new AwsError(
    "InvalidRuntimeException",
    `The runtime ${runtime} is not on the machine that Forebay runs on: install its interpreter (forebay doctor shows what is there).`,
    { status: 502, fault: "server", members: { Type: "User" } },
  );

/** A member of a built operation whose behaviour is not built. */
export const notBuilt = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });

export const sourceNotBuilt = (source: string): AwsError =>
  notBuilt(`Event source mappings for ${source} are not built; SQS queues, Kinesis and DynamoDB streams are.`);

export const destinationNotBuilt = (service: string | undefined): AwsError =>
  notBuilt(`Destinations in ${service} are not built yet; functions, queues, topics and S3 buckets are.`);

/** Recorded. */
export const invalidDestination = (arn: string): AwsError => invalidParameter(`The destination ARN ${arn} is invalid.`);

export const imagesNotBuilt = (): AwsError =>
  notBuilt("Container images are not built yet: functions run from zip archives (PackageType Zip).");

export const policyTooLarge = (maxBytes: number): AwsError =>
  user("PolicyLengthExceededException", `The final policy size is bigger than the limit (${maxBytes}).`, 400);

/** Recorded. */
export const provisionedNotFound = (): AwsError =>
  user(
    "ProvisionedConcurrencyConfigNotFoundException",
    "No Provisioned Concurrency Config found for this function",
    404,
  );

export const mappingNotFound = (): AwsError => notFound("The resource you requested does not exist.");

/** Recorded. */
export const queueMappingExists = (sourceArn: string, name: string, uuid: string): AwsError =>
  conflict(
    `An event source mapping with SQS arn (" ${sourceArn} ") and function (" ${name} ") already exists. ` +
      `Please update or delete the existing mapping with UUID ${uuid}`,
  );

/** Recorded in threads. */
export const mayNotCall = (operation: string, service: "SQS" | "SNS"): AwsError =>
  invalidParameter(`The provided execution role does not have permissions to call ${operation} on ${service}`);

/** Recorded in threads, but for SQS's own words. */
export const queueNotReceived = (message: string): AwsError =>
  invalidParameter(
    "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. " +
      `SQS Error Message: ${message}`,
  );

/** Recorded in threads. */
export const functionTimeoutTooLong = (visibilitySeconds: number, timeoutSeconds: number): AwsError =>
  invalidParameter(
    `Queue visibility timeout: ${visibilitySeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
  );

/** Recorded of DestinationConfig. */
export const unsupportedSetting = (member: string): AwsError =>
  invalidParameter(`Unsupported ${member} parameter for given event source mapping type.`);

/** Recorded. */
export const mappingExists = (sourceArn: string, name: string, uuid: string): AwsError =>
  conflict(
    `The event source arn (" ${sourceArn} ") and function (" ${name} ") provided mapping already exists. ` +
      `Please update or delete the existing mapping with UUID ${uuid}`,
  );

/** Recorded, without a Type. */
export const codeSigningConfigNotFound = (arn: string): AwsError =>
  new AwsError("ResourceNotFoundException", `The Lambda code signing configuration ${arn} can not be found.`, {
    status: 404,
  });

/** Recorded. */
export const codeSigningConfigGone = (arn: string): AwsError =>
  user(
    "CodeSigningConfigNotFoundException",
    `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
    404,
  );

export const codeSigningConfigUsed = (): AwsError =>
  conflict("Cannot delete the code signing configuration: there are functions that use it.");

/** Recorded in threads. `what`: a function's name or a layer version's ARN. */
export const codeUnsigned = (what: string): AwsError =>
  user(
    "CodeVerificationFailedException",
    "Lambda cannot deploy the function. The function or layer might be signed using a signature that the client is not " +
      `configured to accept. Check the provided signature for ${what}.`,
    400,
  );
