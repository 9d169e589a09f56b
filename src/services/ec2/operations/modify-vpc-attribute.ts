// ModifyVpcAttribute: one attribute at a time.
import type { Operation } from "../context.ts";
import { oneAttribute } from "../errors.ts";
import { change, put, require } from "../store/resources.ts";

export const modifyVpcAttribute: Operation<"ModifyVpcAttribute"> = async (input, { context, account, region }) => {
  const wanted = Object.entries({
    dnsHostnames: input.EnableDnsHostnames?.Value,
    dnsSupport: input.EnableDnsSupport?.Value,
    networkAddressUsageMetrics: input.EnableNetworkAddressUsageMetrics?.Value,
  }).filter(([, value]) => value !== undefined);
  if (wanted.length !== 1) throw oneAttribute();
  const place = { account, region };
  await change(context, place, async (transaction) => {
    const row = await require(transaction, "vpc", place, input.VpcId);
    put(transaction, "vpc", place, input.VpcId, { ...row, ...Object.fromEntries(wanted) });
  });
  return {};
};
