// The errors that the wire layer itself answers, in each protocol's words.
import { AwsError } from "../kit/errors.ts";

/** awsJson and the RPC protocols. Documented in AWS's common errors; recorded: an unknown target has no message. */
export const unknownOperation = (status: number): AwsError => new AwsError("UnknownOperationException", "", { status });

/** awsQuery. Recorded. */
export const invalidAction = (action: string, version: string): AwsError =>
  new AwsError("InvalidAction", `Could not find operation ${action} for version ${version}`);

/** ec2Query. Documented in EC2's client error codes. */
export const invalidEc2Action = (action: string): AwsError =>
  new AwsError("InvalidAction", `The action ${action} is not valid for this web service.`);

/** awsQuery and ec2Query. Documented in AWS's common errors. */
export const missingAction = (): AwsError =>
  new AwsError("MissingAction", "The request must contain the parameter Action.");

/** awsJson, restJson and the RPC protocols. Recorded. */
export const serializationException = (message: string): AwsError => new AwsError("SerializationException", message);

/** The query protocols. Documented in AWS's common errors. */
export const malformedInput = (message: string): AwsError => new AwsError("MalformedInput", message);

/** S3. Documented in its list of error codes. */
export const malformedXml = (): AwsError =>
  new AwsError(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

/** S3. Documented in its list of error codes. */
export const methodNotAllowed = (): AwsError =>
  new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", { status: 405 });

/** S3's PostObject, which is in no model, takes forms only. Recorded. */
export const notAForm = (): AwsError =>
  new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", {
    status: 412,
    members: { Condition: "Bucket POST must be of the enclosure-type multipart/form-data" },
  });

/** S3, of a preflight. Recorded. */
export const originMissing = (): AwsError =>
  new AwsError("BadRequest", "Insufficient information. Origin request header needed.", { status: 400 });

/** S3, of a preflight; the status as ceph's tests have it, the text from knowledge. */
export const preflightMethodMissing = (): AwsError =>
  new AwsError("BadRequest", "Invalid Access-Control-Request-Method: null", { status: 400 });

/** S3, of a bucket without CORS rules. Recorded. */
export const corsNotEnabled = (method: string, resourceType: string): AwsError =>
  new AwsError("AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.", {
    status: 403,
    members: { Method: method, ResourceType: resourceType },
  });

/** S3, of a header, query parameter or label. Documented in its list of error codes. */
export const invalidArgument = (message: string): AwsError => new AwsError("InvalidArgument", message);

/** S3. Documented: a body was required and none came. */
export const missingRequestBody = (): AwsError => new AwsError("MissingRequestBodyError", "Request Body is empty");

/** What breaks a model's constraints, in the service's code. */
export const validationFailure = (code: string, message: string): AwsError => new AwsError(code, message);

/** EC2 without, SQS with a full stop at the end. Documented in their error codes. */
export const missingParameter = (name: string, end: "" | "."): AwsError =>
  new AwsError("MissingParameter", `The request must contain the parameter ${name}${end}`);
