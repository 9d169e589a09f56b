// The encoded message of EC2's refusals, which only DecodeAuthorizationMessage of the same account opens.
import type { Sealing } from "../kit/sealing.ts";
import type { AccessRequest, Decision } from "../policy/policy.ts";

/** STS opens it by the same name. */
const PURPOSE = "authorization-message";

/** Documented: DecodeAuthorizationMessage, for what the message tells. */
export function authorizationMessage(sealing: Sealing, request: AccessRequest, decision: Decision): string {
  const { caller, action, resource } = request;
  const message = {
    allowed: false,
    explicitDeny: decision.outcome === "explicit-deny",
    matchedStatements: { items: decision.matched.map(({ policy, sid }) => ({ statementId: sid ?? "", policy })) },
    failures: { items: [] },
    context: { principal: { id: caller.userId, arn: caller.arn }, action, resource, conditions: { items: [] } },
  };
  return sealing.seal(PURPOSE, { account: caller.account, message });
}
