// CreateRouteTable.
import type { Operation } from "../context.ts";
import { limitExceeded } from "../errors.ts";
import { newId } from "../ids.ts";
import { ROUTE_TABLES_OF_VPC_MAX } from "../limits.ts";
import { shownRouteTable } from "../shown.ts";
import { change, ofVpc, put, require } from "../store/resources.ts";
import { specifiedTags } from "../tags.ts";

export const createRouteTable: Operation<"CreateRouteTable"> = async (input, { context, account, region }) => {
  const { VpcId: vpcId, TagSpecifications } = input;
  const row = { vpcId, mainAssociationId: undefined, tags: specifiedTags(TagSpecifications, "route-table") };
  const place = { account, region };
  const id = newId("route-table");
  const vpc = await change(context, place, async (transaction) => {
    const found = await require(transaction, "vpc", place, vpcId);
    if ((await ofVpc(transaction, "route-table", place, vpcId)).length >= ROUTE_TABLES_OF_VPC_MAX)
      throw limitExceeded("RouteTableLimitExceeded", "route tables");
    put(transaction, "route-table", place, id, row);
    return found;
  });
  return { RouteTable: shownRouteTable({ id, row }, vpc, [], place) };
};
