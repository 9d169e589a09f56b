// DescribeVpcEndpoints.
import type { Operation } from "../context.ts";
import { describe } from "../describe.ts";
import { serviceName, shownEndpoint } from "../vpc-endpoint.ts";

const FILTERS = ["owner-id", "service-name", "vpc-endpoint-id", "vpc-endpoint-state", "vpc-endpoint-type", "vpc-id"];

export const describeVpcEndpoints: Operation<"DescribeVpcEndpoints"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const { found, NextToken } = await describe(
    "vpc-endpoint",
    { ...input, ids: input.VpcEndpointIds },
    call,
    ({ id, row }) => ({
      "owner-id": [place.account],
      "service-name": [serviceName(row.service, place.region)],
      "vpc-endpoint-id": [id],
      "vpc-endpoint-state": ["available"],
      "vpc-endpoint-type": ["Gateway"],
      "vpc-id": [row.vpcId],
    }),
    FILTERS,
  );
  return { VpcEndpoints: found.map(({ id, row }) => shownEndpoint(id, row, place)), NextToken };
};
