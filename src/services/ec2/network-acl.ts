// The network ACL that every VPC is made with: it lets everything through, for all its subnets. Documented; others are not built.
import type { NetworkAcl, NetworkAclEntry } from "@aws-sdk/client-ec2";
import type { Named } from "./store/resources.ts";
import type { Place, SubnetRow } from "./store/tables.ts";

const RULE_NUMBER = 100;
/** Shown as `*`: what no other rule decided. */
const LAST_RULE_NUMBER = 32_767;

const entries: readonly NetworkAclEntry[] = [true, false].flatMap((Egress) =>
  [
    { RuleNumber: RULE_NUMBER, RuleAction: "allow" as const },
    { RuleNumber: LAST_RULE_NUMBER, RuleAction: "deny" as const },
  ].map((rule) => ({ ...rule, Egress, CidrBlock: "0.0.0.0/0", Protocol: "-1" })),
);

/** Known by its VPC's id: there is one a VPC. */
const networkAclId = (vpcId: string): string => vpcId.replace("vpc-", "acl-");

export const shownNetworkAcl = (
  vpcId: string,
  subnets: readonly Named<SubnetRow>[],
  { account }: Place,
): NetworkAcl => ({
  NetworkAclId: networkAclId(vpcId),
  VpcId: vpcId,
  OwnerId: account,
  IsDefault: true,
  Entries: entries.map((entry) => ({ ...entry })),
  Associations: subnets.map(({ id }) => ({
    NetworkAclAssociationId: id.replace("subnet-", "aclassoc-"),
    NetworkAclId: networkAclId(vpcId),
    SubnetId: id,
  })),
  Tags: [],
});
