// DescribeSecurityGroups.
import type { Operation } from "../context.ts";
import { describe } from "../describe.ts";
import { shownGroup } from "../groups.ts";

const FILTERS = ["description", "group-id", "group-name", "owner-id", "vpc-id"];

export const describeSecurityGroups: Operation<"DescribeSecurityGroups"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { GroupNames: names = [], Filters = [] } = input;
  const byName = names.length > 0 ? [{ Name: "group-name", Values: names }] : [];
  const { found, NextToken } = await describe(
    "security-group",
    { ...input, Filters: [...Filters, ...byName], ids: input.GroupIds },
    call,
    ({ id, row }) => ({
      description: [row.description],
      "group-id": [id],
      "group-name": [row.name],
      "owner-id": [place.account],
      "vpc-id": [row.vpcId],
    }),
    FILTERS,
  );
  return { SecurityGroups: found.map((one) => shownGroup(one, place)), NextToken };
};
