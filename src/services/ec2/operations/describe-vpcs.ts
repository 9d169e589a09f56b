// DescribeVpcs.
import type { Operation } from "../context.ts";
import { describe } from "../describe.ts";
import { shownVpc } from "../shown.ts";

const FILTERS = ["cidr", "cidr-block", "cidrBlock", "is-default", "isDefault", "owner-id", "state", "vpc-id"];

export const describeVpcs: Operation<"DescribeVpcs"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { found, NextToken } = await describe(
    "vpc",
    { ...input, ids: input.VpcIds },
    call,
    ({ id, row }) => ({
      cidr: [row.cidr],
      "cidr-block": [row.cidr],
      cidrBlock: [row.cidr],
      "is-default": [String(row.isDefault)],
      isDefault: [String(row.isDefault)],
      "owner-id": [place.account],
      state: ["available"],
      "vpc-id": [id],
    }),
    FILTERS,
  );
  return { Vpcs: found.map((one) => shownVpc(one, place)), NextToken };
};
