// DeleteRouteTable: not the main one, and not while an endpoint's route is in it.
import type { Operation } from "../context.ts";
import { hasDependencies } from "../errors.ts";
import { change, ofVpc, remove, require } from "../store/resources.ts";

export const deleteRouteTable: Operation<"DeleteRouteTable"> = async (input, { context, account, region }) => {
  const { RouteTableId: id } = input;
  const place = { account, region };
  await change(context, place, async (transaction) => {
    const { vpcId, mainAssociationId } = await require(transaction, "route-table", place, id);
    const endpoints = await ofVpc(transaction, "vpc-endpoint", place, vpcId);
    if (mainAssociationId !== undefined || endpoints.some(({ row }) => row.routeTableIds.includes(id)))
      throw hasDependencies("routeTable", id);
    remove(transaction, "route-table", place, id);
  });
  return {};
};
