// GetSessionToken: temporary credentials of the caller itself.
import type { Operation } from "../context.ts";
import { mfaFailed, noSessionCredentials } from "../errors.ts";
import { ROOT_SESSION_MAX_SECONDS, SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { issue } from "../session.ts";

export const getSessionToken: Operation<"GetSessionToken"> = async (input, { caller, context }) => {
  const { DurationSeconds = SESSION_DEFAULT_SECONDS, SerialNumber, TokenCode } = input;
  if (caller.accessKeyId?.startsWith("ASIA")) throw noSessionCredentials("GetSessionToken");
  if (SerialNumber !== undefined || TokenCode !== undefined) throw mfaFailed();
  const { kind, account, arn, userId } = caller;
  const seconds = kind === "root" ? Math.min(DurationSeconds, ROOT_SESSION_MAX_SECONDS) : DurationSeconds;
  return { Credentials: issue(context, { kind, account, arn, userId }, seconds) };
};
