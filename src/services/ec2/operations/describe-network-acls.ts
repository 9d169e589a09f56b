// DescribeNetworkAcls: the one of each VPC.
import type { NetworkAcl } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { noSuchNetworkAcl } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { shownNetworkAcl } from "../network-acl.ts";
import { all, ofVpc, readsOf } from "../store/resources.ts";

const FILTERS = ["association.subnet-id", "default", "network-acl-id", "owner-id", "vpc-id"];

export const describeNetworkAcls: Operation<"DescribeNetworkAcls"> = async (input, call) => {
  const place = { account: call.account, region: call.region };
  const matches = compileFilters(input.Filters, FILTERS);
  const reads = await readsOf(call.context, place);
  const missing = new Set(input.NetworkAclIds);
  const NetworkAcls: NetworkAcl[] = [];
  for await (const { id: vpcId } of all(reads, "vpc", place)) {
    const shown = shownNetworkAcl(vpcId, await ofVpc(reads, "subnet", place, vpcId), place);
    const id = shown.NetworkAclId ?? "";
    if (input.NetworkAclIds !== undefined && !missing.delete(id)) continue;
    const facts = {
      "association.subnet-id": (shown.Associations ?? []).map(({ SubnetId = "" }) => SubnetId),
      default: ["true"],
      "network-acl-id": [id],
      "owner-id": [place.account],
      "vpc-id": [vpcId],
    };
    if (matches(facts, {})) NetworkAcls.push(shown);
  }
  for (const id of missing) throw noSuchNetworkAcl(id);
  return { NetworkAcls };
};
