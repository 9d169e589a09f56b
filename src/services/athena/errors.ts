// The errors that Athena answers, with AWS's text where it is known.
import { AwsError } from "../../kit/errors.ts";

/** Recorded: INVALID_INPUT is the AthenaErrorCode of most of them. */
export const invalidRequest = (message: string, athenaErrorCode = "INVALID_INPUT"): AwsError =>
  new AwsError("InvalidRequestException", message, { members: { AthenaErrorCode: athenaErrorCode } });

/** Inferred. */
export const tokenInvalid = (): AwsError => invalidRequest("Malformed token");

/** Ours: a part of an operation that is not built. */
export const notBuilt = (what: string): AwsError =>
  new AwsError("NotImplemented", `${what} not built in Forebay.`, { fault: "server", status: 501 });
