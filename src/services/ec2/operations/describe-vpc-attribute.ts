// DescribeVpcAttribute: one attribute of a VPC.
import type { Operation } from "../context.ts";
import { readsOf, require } from "../store/resources.ts";
import { attributesOf } from "../vpc-attributes.ts";

export const describeVpcAttribute: Operation<"DescribeVpcAttribute"> = async (input, { context, account, region }) => {
  const { VpcId, Attribute } = input;
  const place = { account, region };
  const { dnsHostnames, dnsSupport, networkAddressUsageMetrics } = attributesOf(
    await require(await readsOf(context, place), "vpc", place, VpcId),
  );
  return {
    VpcId,
    ...(Attribute === "enableDnsHostnames" && { EnableDnsHostnames: { Value: dnsHostnames } }),
    ...(Attribute === "enableDnsSupport" && { EnableDnsSupport: { Value: dnsSupport } }),
    ...(Attribute === "enableNetworkAddressUsageMetrics" && {
      EnableNetworkAddressUsageMetrics: { Value: networkAddressUsageMetrics },
    }),
  };
};
