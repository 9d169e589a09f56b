// DescribeRouteTables: with the routes of gateway endpoints.
import type { RouteTable } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { describe } from "../describe.ts";
import { shownRouteTable } from "../shown.ts";
import { ofVpc, readsOf, require } from "../store/resources.ts";

const FILTERS = [
  "association.main",
  "association.route-table-association-id",
  "association.route-table-id",
  "owner-id",
  "route-table-id",
  "vpc-id",
];

export const describeRouteTables: Operation<"DescribeRouteTables"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { found, NextToken } = await describe(
    "route-table",
    { ...input, ids: input.RouteTableIds },
    call,
    ({ id, row }) => ({
      "association.main": [String(row.mainAssociationId !== undefined)],
      "association.route-table-association-id": row.mainAssociationId === undefined ? [] : [row.mainAssociationId],
      "association.route-table-id": row.mainAssociationId === undefined ? [] : [id],
      "owner-id": [place.account],
      "route-table-id": [id],
      "vpc-id": [row.vpcId],
    }),
    FILTERS,
  );
  const reads = await readsOf(call.context, place);
  const RouteTables: RouteTable[] = [];
  for (const one of found) {
    const vpc = await require(reads, "vpc", place, one.row.vpcId);
    const endpoints = await ofVpc(reads, "vpc-endpoint", place, one.row.vpcId);
    RouteTables.push(shownRouteTable(one, vpc, endpoints, place));
  }
  return { RouteTables, NextToken };
};
