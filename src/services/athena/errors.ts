// The errors that Athena answers, with AWS's text where it is known.
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";

/** Recorded: INVALID_INPUT is the AthenaErrorCode of most of them. */
const invalidRequest = (message: string, athenaErrorCode = "INVALID_INPUT"): AwsError =>
  new AwsError("InvalidRequestException", message, { members: { AthenaErrorCode: athenaErrorCode } });

const resourceNotFound = (message: string, ResourceName: string): AwsError =>
  new AwsError("ResourceNotFoundException", message, { members: { ResourceName } });

/** Inferred. */
export const tokenInvalid = (): AwsError => invalidRequest("Malformed token");

/** Recorded for StartQueryExecution. */
export const idempotentParametersDiffer = (): AwsError =>
  invalidRequest("Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH");

/** Recorded for GetWorkGroup and StartQueryExecution. */
export const workGroupNotFound = (): AwsError => invalidRequest("WorkGroup is not found.");

/** Recorded. */
export const workGroupExists = (): AwsError => invalidRequest("WorkGroup is already created");

/** Recorded. */
export const primaryNotCreatable = (): AwsError => invalidRequest("primary workGroup could not be created");

/** Inferred from the one above; that it cannot be deleted is documented. */
export const primaryNotDeletable = (): AwsError => invalidRequest("primary workGroup could not be deleted");

/** Recorded. */
export const workGroupNotEmpty = (name: string): AwsError => invalidRequest(`WorkGroup ${name} is not empty`);

/** Inferred; that queries and named queries are refused then is documented. */
export const workGroupDisabled = (): AwsError => invalidRequest("WorkGroup is disabled.");

/** Recorded for StartQueryExecution. */
export const outputLocationInvalid = (): AwsError => invalidRequest("outputLocation is not a valid S3 path.");

/** Recorded for StartQueryExecution, the two spaces included. */
export const outputLocationMissing = (): AwsError =>
  invalidRequest(
    "No output location provided. You did not provide an output location for  your query results. " +
      "Either specify an S3 bucket location or enable Athena managed query results in your workgroup settings.",
  );

/** Inferred; that both options need a key is documented. */
export const kmsKeyMissing = (option: string): AwsError => invalidRequest(`KmsKey is required for ${option}`);

/** Inferred. */
export const engineVersionInvalid = (version: string): AwsError =>
  invalidRequest(`Engine version ${version} is not valid`);

/** Inferred; Terraform's provider looks for the id in it. */
export const namedQueryNotFound = (id: string): AwsError => invalidRequest(`NamedQuery ${id} was not found`);

/** Recorded from "already exists" on; what stands before is inferred. */
export const preparedStatementExists = (name: string, workGroup: string): AwsError =>
  invalidRequest(`PreparedStatement ${name} already exists in WorkGroup ${workGroup}`);

/** The code is documented, the text inferred. */
export const preparedStatementNotFound = (name: string, workGroup: string): AwsError =>
  resourceNotFound(`PreparedStatement ${name} was not found in WorkGroup ${workGroup}`, name);

/** Inferred; the bound is documented. */
export const tooManyStatementNames = (max: number): AwsError =>
  invalidRequest(`The number of prepared statement names must not exceed ${max}`);

/** Recorded for GetDataCatalog, up to "found". */
export const dataCatalogNotFound = (name: string): AwsError =>
  invalidRequest(`DataCatalog ${name} was not found`, "DATACATALOG_NOT_FOUND");

/** What the catalog refused. Recorded for tables that are not there. */
export const metadataRefused = ({ message, code, status = 400 }: AwsError): AwsError =>
  new AwsError(
    "MetadataException",
    `${message} (Service: AmazonDataCatalog; Status Code: ${status}; Error Code: ${code}; Request ID: ${uuid()}; Proxy: null)`,
  );

/** Inferred. */
export const arnInvalid = (arn: string): AwsError => invalidRequest(`Invalid resource ARN: ${arn}`);

/** Inferred. */
export const taggedResourceNotFound = (arn: string): AwsError =>
  resourceNotFound(`Athena Resource, ${arn} Does Not Exist`, arn);

/** Inferred; the bound is documented. */
export const tooManyTags = (max: number): AwsError => invalidRequest(`A resource can have at most ${max} tags`);

/** Recorded: what is no SQL is refused at once, with the parser's text. */
export const malformedQuery = (message: string): AwsError => invalidRequest(message, "MALFORMED_QUERY");

/** Recorded for StartQueryExecution. */
export const outputBucketUnusable = (bucket: string): AwsError =>
  invalidRequest(`Unable to verify/create output bucket ${bucket}`);

/** Recorded. */
export const executionNotFound = (id: string): AwsError => invalidRequest(`QueryExecution ${id} was not found`);

/** Recorded. */
export const resultsNotReady = (state: string): AwsError =>
  invalidRequest(`Query has not yet finished. Current state: ${state}`, "INVALID_QUERY_EXECUTION_STATE");

/** Recorded. */
export const resultsOfFailed = (state: string): AwsError =>
  invalidRequest(`Query did not finish successfully. Final query state: ${state}`, "INVALID_QUERY_EXECUTION_STATE");

/** Recorded. */
export const resultsGone = (): AwsError => invalidRequest("Could not find results", "RESULT_NOT_FOUND");

/** Recorded. */
export const tooManyQueries = (): AwsError =>
  new AwsError(
    "TooManyRequestsException",
    "You have exceeded the limit for the number of queries you can run concurrently. Please reduce the number of concurrent queries submitted by this account. Contact customer support to request a concurrent query limit increase.",
    { status: 400, members: { Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED" } },
  );

/** Ours: a part of an operation that is not built. */
export const notBuilt = (what: string): AwsError =>
  new AwsError("NotImplemented", `${what} not built in Forebay.`, { fault: "server", status: 501 });
