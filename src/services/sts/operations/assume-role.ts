// AssumeRole: temporary credentials of a role's session.
import type { Operation } from "../context.ts";
import { chainedTooLong, mfaFailed } from "../errors.ts";
import { CHAINED_SESSION_MAX_SECONDS, ROLE_SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { packedPolicySize } from "../policy.ts";
import { roleOf } from "../role.ts";
import { issue } from "../session.ts";

export const assumeRole: Operation<"AssumeRole"> = async (input, { caller, context }) => {
  const { RoleSessionName, DurationSeconds = ROLE_SESSION_DEFAULT_SECONDS, Policy, SourceIdentity } = input;
  const { account, name, partition, uniqueId } = roleOf(input.RoleArn);
  if (input.SerialNumber !== undefined || input.TokenCode !== undefined) throw mfaFailed();
  if (caller.kind === "assumed-role" && DurationSeconds > CHAINED_SESSION_MAX_SECONDS) throw chainedTooLong();
  const PackedPolicySize = packedPolicySize(Policy);

  const arn = `arn:${partition}:sts::${account}:assumed-role/${name}/${RoleSessionName}`;
  const userId = `${uniqueId}:${RoleSessionName}`;
  const session = { kind: "assumed-role", account, arn, userId } as const;
  return {
    Credentials: issue(context, session, DurationSeconds),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    PackedPolicySize,
    SourceIdentity,
  };
};
