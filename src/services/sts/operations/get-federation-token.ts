// GetFederationToken: temporary credentials of a user that the caller names.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { noSessionCredentials } from "../errors.ts";
import { ROOT_SESSION_MAX_SECONDS, SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { packedPolicySize } from "../policy.ts";
import { issue } from "../session.ts";

export const getFederationToken: Operation<"GetFederationToken"> = async (input, { caller, region, context }) => {
  const { Name, DurationSeconds = SESSION_DEFAULT_SECONDS, Policy } = input;
  if (caller.accessKeyId?.startsWith("ASIA")) throw noSessionCredentials("GetFederationToken");
  const PackedPolicySize = packedPolicySize(Policy);
  const { account } = caller;
  const seconds = caller.kind === "root" ? Math.min(DurationSeconds, ROOT_SESSION_MAX_SECONDS) : DurationSeconds;
  const arn = `arn:${partitionOf(region)}:sts::${account}:federated-user/${Name}`;
  const userId = `${account}:${Name}`;
  return {
    Credentials: issue(context, { kind: "federated-user", account, arn, userId }, seconds),
    FederatedUser: { FederatedUserId: userId, Arn: arn },
    PackedPolicySize,
  };
};
