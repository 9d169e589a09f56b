// ModifyVpcEndpoint: its policy and its route tables.
import type { Operation } from "../context.ts";
import { invalidParameter, routeExists } from "../errors.ts";
import { change, ofVpc, put, require } from "../store/resources.ts";
import type { VpcEndpointRow } from "../store/tables.ts";
import { checkPolicy, PREFIX_LISTS } from "../vpc-endpoint.ts";

export const modifyVpcEndpoint: Operation<"ModifyVpcEndpoint"> = async (input, { context, account, region }) => {
  const { VpcEndpointId: id, AddRouteTableIds: added = [], RemoveRouteTableIds: removed = [] } = input;
  const given = input.PolicyDocument === undefined ? undefined : checkPolicy(input.PolicyDocument);
  const place = { account, region };
  await change(context, place, async (transaction) => {
    const row = await require(transaction, "vpc-endpoint", place, id);
    for (const table of added)
      if ((await require(transaction, "route-table", place, table)).vpcId !== row.vpcId)
        throw invalidParameter(`Route table ${table} and endpoint belong to different networks`);
    for (const { row: other } of await ofVpc(transaction, "vpc-endpoint", place, row.vpcId)) {
      const shared = added.find((table) => other.routeTableIds.includes(table));
      if (shared !== undefined && other.service === row.service) throw routeExists(shared, PREFIX_LISTS[row.service]);
    }
    const routeTableIds = [...new Set([...row.routeTableIds, ...added])].filter((one) => !removed.includes(one));
    const policy = input.ResetPolicy === true ? undefined : (given ?? row.policy);
    const changed: VpcEndpointRow = { ...row, policy, routeTableIds };
    put(transaction, "vpc-endpoint", place, id, changed);
  });
  return { Return: true };
};
