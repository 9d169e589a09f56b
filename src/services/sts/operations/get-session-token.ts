// GetSessionToken: temporary credentials of the caller itself.
import type { Operation } from "../context.ts";
import { ROOT_SESSION_MAX_SECONDS, SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { checkMfa } from "../mfa.ts";
import { issue } from "../session.ts";

export const getSessionToken: Operation<"GetSessionToken"> = async (input, call) => {
  const { DurationSeconds = SESSION_DEFAULT_SECONDS, MinimumSessionTokenSize: tokenSizeMinBytes } = input;
  const { caller, context } = call;
  const mfa = await checkMfa(input, call);
  const { kind, account, arn, userId } = caller;
  const facts = { issuerArn: arn, issuedMs: context.clock.now(), ...(mfa && { mfa }) };
  const durationSeconds = kind === "root" ? Math.min(DurationSeconds, ROOT_SESSION_MAX_SECONDS) : DurationSeconds;
  return issue(context, { kind, account, arn, userId, facts }, { durationSeconds, tokenSizeMinBytes });
};
