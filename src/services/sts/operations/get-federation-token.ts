// GetFederationToken: temporary credentials of a user that the caller names.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { ROOT_SESSION_MAX_SECONDS, SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { packedPolicySize, sessionPolicies } from "../session-policies.ts";
import { checkTags, requestedTags, tagFacts } from "../session-tags.ts";
import { issue } from "../session.ts";

export const getFederationToken: Operation<"GetFederationToken"> = async (input, { caller, region, context }) => {
  const { Name, DurationSeconds = SESSION_DEFAULT_SECONDS, MinimumSessionTokenSize: tokenSizeMinBytes } = input;
  const { account } = caller;
  const tags = requestedTags(input.Tags);
  checkTags(tags, undefined);
  const policies = await sessionPolicies(input, account, context.principals);
  // Recorded: 0 without policies and tags.
  const PackedPolicySize = packedPolicySize(policies, tags) ?? 0;
  const arn = `arn:${partitionOf(region)}:sts::${account}:federated-user/${Name}`;
  const userId = `${account}:${Name}`;
  const facts = {
    issuerArn: caller.arn,
    issuedMs: context.clock.now(),
    ...policies,
    ...tagFacts(tags, undefined),
  };
  const durationSeconds =
    caller.kind === "root" ? Math.min(DurationSeconds, ROOT_SESSION_MAX_SECONDS) : DurationSeconds;
  return {
    ...issue(context, { kind: "federated-user", account, arn, userId, facts }, { durationSeconds, tokenSizeMinBytes }),
    FederatedUser: { FederatedUserId: userId, Arn: arn },
    PackedPolicySize,
  };
};
