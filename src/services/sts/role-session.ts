// Opens a session of a role, whoever asked for it: what AssumeRole and its kin with identity providers have in common.
import type { AssumedRoleUser } from "@aws-sdk/client-sts";
import type { Role } from "../../kit/principals.ts";
import type { SessionFacts } from "../../kit/service.ts";
import type { StsContext } from "./context.ts";
import { durationTooLong } from "./errors.ts";
import { ROLE_SESSION_DEFAULT_SECONDS } from "./limits.ts";
import { roleNameOf } from "./role.ts";
import { packedPolicySize, type PolicyInput, sessionPolicies } from "./session-policies.ts";
import { checkTags, type SessionTags, tagFacts } from "./session-tags.ts";
import { issue, type Issued } from "./session.ts";

export interface RoleSessionInput extends PolicyInput {
  readonly DurationSeconds?: number | undefined;
  readonly MinimumSessionTokenSize?: number | undefined;
}

export interface RoleSessionFacts {
  readonly sessionName: string;
  readonly tags: SessionTags;
  /** Of the session that the caller has, for what it hands on. */
  readonly before?: SessionFacts | undefined;
  readonly sourceIdentity: string | undefined;
  readonly endMs?: number | undefined;
  /** What an identity provider vouches for. */
  readonly vouched?: Pick<SessionFacts, "federatedProvider" | "context">;
}

export interface RoleSession extends Issued {
  readonly AssumedRoleUser: AssumedRoleUser;
  readonly PackedPolicySize: number | undefined;
  readonly SourceIdentity: string | undefined;
}

/** Errors: ValidationError, MalformedPolicyDocument, PackedPolicyTooLarge, InvalidParameterValue. */
export async function openRoleSession(
  context: StsContext,
  role: Role,
  input: RoleSessionInput,
  facts: RoleSessionFacts,
): Promise<RoleSession> {
  const { DurationSeconds: durationSeconds = ROLE_SESSION_DEFAULT_SECONDS } = input;
  const { sessionName, tags, before, sourceIdentity, endMs, vouched } = facts;
  if (durationSeconds > role.maxSessionSeconds) throw durationTooLong();
  checkTags(tags, before);
  const policies = await sessionPolicies(input, role.account, context.principals);
  const { name, partition } = roleNameOf(role.arn);
  const arn = `arn:${partition}:sts::${role.account}:assumed-role/${name}/${sessionName}`;
  const userId = `${role.uniqueId}:${sessionName}`;
  const PackedPolicySize = packedPolicySize(policies, tags);
  const session = {
    kind: "assumed-role",
    account: role.account,
    arn,
    userId,
    facts: {
      issuerArn: role.arn,
      issuedMs: context.clock.now(),
      ...policies,
      ...tagFacts(tags, before),
      ...(sourceIdentity !== undefined && { sourceIdentity }),
      ...vouched,
    },
  } as const;
  const lifetime = { durationSeconds, endMs, tokenSizeMinBytes: input.MinimumSessionTokenSize };
  return {
    ...issue(context, session, lifetime),
    AssumedRoleUser: { AssumedRoleId: userId, Arn: arn },
    PackedPolicySize,
    SourceIdentity: sourceIdentity,
  };
}
