// CreateVpcEndpoint: a gateway to S3 or DynamoDB, with a policy of its own.
import { hash } from "node:crypto";
import type { Operation } from "../context.ts";
import {
  invalidParameter,
  limitExceeded,
  missingParameter,
  onlyGateways,
  otherParameters,
  routeExists,
} from "../errors.ts";
import { newId } from "../ids.ts";
import { GATEWAY_ENDPOINTS_MAX } from "../limits.ts";
import { all, change, type Named, put, require } from "../store/resources.ts";
import type { VpcEndpointRow } from "../store/tables.ts";
import { specifiedTags } from "../tags.ts";
import { checkPolicy, PREFIX_LISTS, serviceOf, shownEndpoint } from "../vpc-endpoint.ts";

export const createVpcEndpoint: Operation<"CreateVpcEndpoint"> = async (input, { context, account, region }) => {
  const { VpcId: vpcId, ServiceName, VpcEndpointType = "Gateway", RouteTableIds = [], ClientToken } = input;
  if (VpcEndpointType !== "Gateway") throw onlyGateways();
  if (ServiceName === undefined) throw missingParameter("ServiceName");
  const service = serviceOf(ServiceName, region);
  const { DryRun: _, ...parameters } = input;
  const asked = hash("sha256", JSON.stringify(parameters), "base64");
  const row: VpcEndpointRow = {
    vpcId,
    service,
    policy: input.PolicyDocument === undefined ? undefined : checkPolicy(input.PolicyDocument),
    routeTableIds: [...new Set(RouteTableIds)],
    createdAt: new Date(context.clock.now()),
    clientToken: ClientToken,
    asked,
    tags: specifiedTags(input.TagSpecifications, "vpc-endpoint"),
  };
  const place = { account, region };
  const made = await change(context, place, async (transaction): Promise<Named<VpcEndpointRow>> => {
    await require(transaction, "vpc", place, vpcId);
    let count = 0;
    for await (const other of all(transaction, "vpc-endpoint", place)) {
      if (ClientToken !== undefined && other.row.clientToken === ClientToken) {
        if (other.row.asked !== undefined && other.row.asked !== asked) throw otherParameters();
        return other;
      }
      count++;
      const shared = row.routeTableIds.find((id) => other.row.routeTableIds.includes(id));
      if (shared !== undefined && other.row.service === service) throw routeExists(shared, PREFIX_LISTS[service]);
    }
    if (count >= GATEWAY_ENDPOINTS_MAX) throw limitExceeded("VpcEndpointLimitExceeded", "VPC endpoints");
    for (const id of row.routeTableIds)
      if ((await require(transaction, "route-table", place, id)).vpcId !== vpcId)
        throw invalidParameter(`Route table ${id} and endpoint belong to different networks`);
    const id = newId("vpc-endpoint");
    put(transaction, "vpc-endpoint", place, id, row);
    return { id, row };
  });
  return { VpcEndpoint: shownEndpoint(made.id, made.row, place), ClientToken };
};
