// Errors that the gateway itself answers, in AWS's codes and words where AWS has them.
import { AwsError } from "../kit/errors.ts";
import type { Caller } from "../kit/service.ts";
import type { SignatureFamily } from "../wire/sigv4/errors.ts";

/** What Forebay does not have answers 501 with one clear sentence. */
export const notImplemented = (sentence: string): AwsError =>
  new AwsError("NotImplemented", sentence, { status: 501, fault: "server" });

/**
 * Codes: documented in each service's page of common errors. Recorded for S3: it quotes the resource, and says nothing more than
 * "Access Denied" to strangers and across accounts.
 */
export function accessDenied(
  family: Exclude<SignatureFamily, "ec2">,
  sentence: string,
  { caller, resource, resourceAccount, action }: Refused,
  headers: Readonly<Record<string, string>> = {},
): AwsError {
  if (family === "json") return new AwsError("AccessDeniedException", sentence, { status: 400 });
  if (family === "rest") return new AwsError("AccessDeniedException", sentence, { status: 403 });
  // SNS has a code of its own. Documented in its model.
  if (family === "query" && action?.startsWith("sns:"))
    return new AwsError("AuthorizationErrorException", sentence, { status: 403 });
  if (family === "query") return new AwsError("AccessDenied", sentence, { status: 403 });
  const stranger = caller.kind === "anonymous" || caller.account !== resourceAccount;
  const message = stranger ? "Access Denied" : sentence.replace(` ${resource} `, ` "${resource}" `);
  return new AwsError("AccessDenied", message, { status: 403, headers });
}

/** Inferred: a name that is not there leads nowhere on AWS. */
export function notThroughEndpoint(family: SignatureFamily, id: string): AwsError {
  const code = family === "ec2" ? "UnauthorizedOperation" : family === "s3" ? "AccessDenied" : "AccessDeniedException";
  return new AwsError(code, `The VPC endpoint ${id} does not lead here.`, { status: 403 });
}

/** EC2's, with what DecodeAuthorizationMessage opens. Recorded in public issue threads. */
export const unauthorizedOperation = (sentence: string, encoded: string): AwsError =>
  new AwsError(
    "UnauthorizedOperation",
    `You are not authorized to perform this operation. ${sentence}. Encoded authorization failure message: ${encoded}`,
    { status: 403 },
  );

interface Refused {
  readonly action?: string;
  readonly caller: Caller;
  readonly resource: string;
  readonly resourceAccount: string;
}

export const internalError = (s3: boolean): AwsError =>
  s3
    ? new AwsError("InternalError", "We encountered an internal error. Please try again.", {
        status: 500,
        fault: "server",
      })
    : new AwsError(
        "InternalFailure",
        "The request processing has failed because of an unknown error, exception or failure.",
        {
          status: 500,
          fault: "server",
        },
      );

/** The disk is full, or an engine is closed or unreachable: trying again later may help. */
export const unavailable = (s3: boolean, reason: string): AwsError =>
  s3
    ? new AwsError("ServiceUnavailable", `Service is unable to handle request. ${reason}`, {
        status: 503,
        fault: "server",
      })
    : new AwsError("ServiceUnavailable", `The request has failed due to a temporary failure of the server. ${reason}`, {
        status: 503,
        fault: "server",
      });

export const bodyTooLarge = (s3: boolean, maxBytes: number): AwsError =>
  s3
    ? new AwsError("MaxMessageLengthExceeded", "Your request was too big.", {
        status: 400,
        members: { MaxMessageLengthBytes: String(maxBytes) },
      })
    : new AwsError("RequestEntityTooLargeException", `Request must be smaller than ${maxBytes} bytes.`, {
        status: 413,
      });

/** Documented for S3; the other services close the connection. */
export const requestTimeout = (): AwsError =>
  new AwsError(
    "RequestTimeout",
    "Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.",
    { status: 400, headers: { connection: "close" } },
  );

/** Of S3's buckets. Recorded, misspelt as AWS has it. */
export const corsForbidden = (method: string, resourceType: string): AwsError =>
  new AwsError(
    "AccessForbidden",
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    { status: 403, members: { Method: method, ResourceType: resourceType } },
  );

/** Of S3's websites. Recorded. */
export const websiteMethodNotAllowed = (method: string): AwsError =>
  new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.", {
    status: 405,
    members: { Method: method, ResourceType: "OBJECT" },
  });

/** The platform was told not to serve S3. */
export const noSuchWebsiteHere = (bucket: string): AwsError =>
  new AwsError("NoSuchBucket", "The specified bucket does not exist", { status: 404, members: { BucketName: bucket } });
