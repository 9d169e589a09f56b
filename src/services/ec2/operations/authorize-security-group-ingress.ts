// AuthorizeSecurityGroupIngress: adds rules for what may enter.
import type { Operation } from "../context.ts";
import { addRules, shownRule } from "../groups.ts";
import { change } from "../store/resources.ts";

export const authorizeSecurityGroupIngress: Operation<"AuthorizeSecurityGroupIngress"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { id, rules } = await change(call.context, place, (transaction) => addRules(transaction, place, input, false));
  return { Return: true, SecurityGroupRules: rules.map((rule) => shownRule(rule, id, place)) };
};
