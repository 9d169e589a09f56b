// DescribeSecurityGroupRules: by the group or by their own ids.
import type { SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { noSuchRule } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { shownRule } from "../groups.ts";
import { all, readsOf } from "../store/resources.ts";

const FILTERS = ["group-id", "security-group-rule-id"];

export const describeSecurityGroupRules: Operation<"DescribeSecurityGroupRules"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const matches = compileFilters(input.Filters, FILTERS);
  const wanted = input.SecurityGroupRuleIds;
  const rules: SecurityGroupRule[] = [];
  for await (const { id, row } of all(await readsOf(call.context, place), "security-group", place))
    for (const rule of row.rules) {
      if (wanted !== undefined && !wanted.includes(rule.id)) continue;
      if (matches({ "group-id": [id], "security-group-rule-id": [rule.id] }, {}))
        rules.push(shownRule(rule, id, place));
    }
  if (wanted !== undefined && rules.length < wanted.length && input.Filters === undefined) throw noSuchRule();
  return { SecurityGroupRules: rules };
};
