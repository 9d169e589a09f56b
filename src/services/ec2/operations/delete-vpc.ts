// DeleteVpc: with what it was made with, when nothing else is in it.
import type { Operation } from "../context.ts";
import { hasDependencies } from "../errors.ts";
import { change, ofVpc, remove, require } from "../store/resources.ts";

export const deleteVpc: Operation<"DeleteVpc"> = async ({ VpcId }, { context, account, region }) => {
  const place = { account, region };
  await change(context, place, async (transaction) => {
    await require(transaction, "vpc", place, VpcId);
    const subnets = await ofVpc(transaction, "subnet", place, VpcId);
    const endpoints = await ofVpc(transaction, "vpc-endpoint", place, VpcId);
    const routeTables = await ofVpc(transaction, "route-table", place, VpcId);
    const groups = await ofVpc(transaction, "security-group", place, VpcId);
    const others =
      routeTables.some(({ row }) => row.mainAssociationId === undefined) ||
      groups.some(({ row }) => row.name !== "default");
    if (subnets.length > 0 || endpoints.length > 0 || others) throw hasDependencies("vpc", VpcId);
    for (const { id } of routeTables) remove(transaction, "route-table", place, id);
    for (const { id } of groups) remove(transaction, "security-group", place, id);
    remove(transaction, "vpc", place, VpcId);
  });
  return {};
};
