// AssumeRole: temporary credentials of a role's session.
import type { Operation } from "../context.ts";
import { chainedTooLong, providedContexts } from "../errors.ts";
import { CHAINED_SESSION_MAX_SECONDS } from "../limits.ts";
import { openRoleSession } from "../role-session.ts";
import { roleOf } from "../role.ts";
import { requestedTags } from "../session-tags.ts";
import { sourceIdentityOf } from "../source-identity.ts";

export const assumeRole: Operation<"AssumeRole"> = async (input, { caller, context }) => {
  const { RoleArn, RoleSessionName: sessionName, DurationSeconds = 0, Tags, TransitiveTagKeys } = input;
  if (input.ProvidedContexts) throw providedContexts();
  if (caller.kind === "assumed-role" && DurationSeconds > CHAINED_SESSION_MAX_SECONDS) throw chainedTooLong();
  return openRoleSession(context, await roleOf(RoleArn, "AssumeRole", context), input, {
    sessionName,
    tags: requestedTags(Tags, TransitiveTagKeys),
    before: caller.session,
    sourceIdentity: sourceIdentityOf(input.SourceIdentity, caller),
  });
};
