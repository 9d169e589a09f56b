// DescribeSubnets.
import type { Operation } from "../context.ts";
import { describe } from "../describe.ts";
import { arnOf } from "../ids.ts";
import { shownSubnet, zoneIdOf } from "../shown.ts";

const FILTERS = [
  "availability-zone",
  "availabilityZone",
  "availability-zone-id",
  "cidr-block",
  "cidr",
  "default-for-az",
  "defaultForAz",
  "owner-id",
  "state",
  "subnet-arn",
  "subnet-id",
  "vpc-id",
];

export const describeSubnets: Operation<"DescribeSubnets"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { found, NextToken } = await describe(
    "subnet",
    { ...input, ids: input.SubnetIds },
    call,
    ({ id, row }) => ({
      "availability-zone": [row.zone],
      availabilityZone: [row.zone],
      "availability-zone-id": [zoneIdOf(row.zone, place.region)],
      "cidr-block": [row.cidr],
      cidr: [row.cidr],
      "default-for-az": [String(row.isDefault)],
      defaultForAz: [String(row.isDefault)],
      "owner-id": [place.account],
      state: ["available"],
      "subnet-arn": [arnOf("subnet", place, id)],
      "subnet-id": [id],
      "vpc-id": [row.vpcId],
    }),
    FILTERS,
  );
  return { Subnets: found.map((one) => shownSubnet(one, place)), NextToken };
};
