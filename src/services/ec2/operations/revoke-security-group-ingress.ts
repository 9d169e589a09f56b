// RevokeSecurityGroupIngress: takes rules away, by what they say or by their ids.
import type { Operation } from "../context.ts";
import { removeRules, shownRevoked } from "../groups.ts";
import { change } from "../store/resources.ts";

export const revokeSecurityGroupIngress: Operation<"RevokeSecurityGroupIngress"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { id, rules } = await change(call.context, place, (transaction) =>
    removeRules(transaction, place, input, false),
  );
  return { Return: true, RevokedSecurityGroupRules: rules.map((rule) => shownRevoked(rule, id)) };
};
