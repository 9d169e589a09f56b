// ModifySubnetAttribute: whether what starts there gets a public address.
import type { Operation } from "../context.ts";
import { notBuilt } from "../errors.ts";
import { change, put, require } from "../store/resources.ts";

export const modifySubnetAttribute: Operation<"ModifySubnetAttribute"> = async (
  { SubnetId, MapPublicIpOnLaunch, ...others },
  { context, account, region },
) => {
  const value = MapPublicIpOnLaunch?.Value;
  if (value === undefined || Object.values(others).some((other) => other !== undefined))
    throw notBuilt("ModifySubnetAttribute sets MapPublicIpOnLaunch; other attributes of subnets are not built.");
  const place = { account, region };
  await change(context, place, async (transaction) => {
    const row = await require(transaction, "subnet", place, SubnetId);
    put(transaction, "subnet", place, SubnetId, { ...row, mapPublicIpOnLaunch: value });
  });
  return {};
};
