// What each operation of EC2 must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Ec2Call, Ec2Context, Sdk } from "./context.ts";
import type { Kind } from "./errors.ts";
import { arnOf, kindOf } from "./ids.ts";
import { find, readsOf } from "./store/resources.ts";
import type { Tags } from "./store/tables.ts";
import { specifiedTags, tagsOf } from "./tags.ts";

const describing = (action: string) => (): AccessNeed => ({ action: `ec2:${action}`, resource: "*" });

interface Further {
  readonly requestTags?: Tags;
  readonly context?: AccessNeed["context"];
}

async function on(action: string, kind: Kind, id: string, call: Ec2Call, further: Further = {}): Promise<AccessNeed> {
  const place = { account: call.account, region: call.region };
  const row = await find(await readsOf(call.context, place), kind, place, id);
  return {
    action: `ec2:${action}`,
    resource: arnOf(kind, place, id),
    ...further,
    context: { "ec2:Region": call.region, ...further.context },
    ...(row && { resourceTags: row.tags }),
  };
}

type Specifications = Parameters<typeof specifiedTags>[0];

/** Making one: the action on all that may be made, and what it says of its tags. */
function making(action: string, kind: Kind, specifications: Specifications, call: Ec2Call): AccessNeed[] {
  const tags = specifiedTags(specifications, kind);
  const need = {
    resource: arnOf(kind, { account: call.account, region: call.region }, "*"),
    context: { "ec2:Region": call.region },
    ...(Object.keys(tags).length > 0 && { requestTags: tags }),
  };
  if (Object.keys(tags).length === 0) return [{ ...need, action: `ec2:${action}` }];
  const tagging = { ...need.context, "ec2:CreateAction": action };
  return [
    { ...need, action: `ec2:${action}` },
    { ...need, action: "ec2:CreateTags", context: tagging },
  ];
}

interface Making {
  readonly VpcId?: string | undefined;
  readonly TagSpecifications?: Specifications;
}

const makingIn =
  (action: string, kind: Kind) =>
  async (input: Making, call: Ec2Call): Promise<AccessNeed[]> => [
    ...making(action, kind, input.TagSpecifications, call),
    ...(input.VpcId === undefined ? [] : [await on(action, "vpc", input.VpcId, call)]),
  ];

interface GroupName {
  readonly GroupId?: string | undefined;
}

const onGroup =
  (action: string) =>
  ({ GroupId = "*" }: GroupName, call: Ec2Call): Promise<AccessNeed> =>
    on(action, "security-group", GroupId, call);

interface Tagging {
  readonly Resources?: readonly string[] | undefined;
  readonly Tags?: Parameters<typeof tagsOf>[0] | undefined;
}

const tagging =
  (action: string) =>
  ({ Resources = [], Tags = [] }: Tagging, call: Ec2Call): Promise<AccessNeed[]> =>
    Promise.all(Resources.map((id) => on(action, kindOf(id), id, call, { requestTags: tagsOf(Tags) })));

export const access: AccessTable<Sdk, Ec2Context> = {
  AuthorizeSecurityGroupEgress: onGroup("AuthorizeSecurityGroupEgress"),
  AuthorizeSecurityGroupIngress: onGroup("AuthorizeSecurityGroupIngress"),
  CreateRouteTable: makingIn("CreateRouteTable", "route-table"),
  CreateSecurityGroup: makingIn("CreateSecurityGroup", "security-group"),
  CreateSubnet: makingIn("CreateSubnet", "subnet"),
  CreateTags: tagging("CreateTags"),
  CreateVpc: (input, call) => making("CreateVpc", "vpc", input.TagSpecifications, call),
  CreateVpcEndpoint: async (input, call) => {
    const keys = { "ec2:VpceServiceName": input.ServiceName };
    const needs = await makingIn("CreateVpcEndpoint", "vpc-endpoint")(input, call);
    const tables = (input.RouteTableIds ?? []).map((id) => on("CreateVpcEndpoint", "route-table", id, call));
    return [
      ...needs.map((need) => ({ ...need, context: { ...need.context, ...keys } })),
      ...(await Promise.all(tables)),
    ];
  },
  DeleteRouteTable: ({ RouteTableId }, call) => on("DeleteRouteTable", "route-table", RouteTableId, call),
  DeleteSecurityGroup: onGroup("DeleteSecurityGroup"),
  DeleteSubnet: ({ SubnetId }, call) => on("DeleteSubnet", "subnet", SubnetId, call),
  DeleteTags: tagging("DeleteTags"),
  DeleteVpc: ({ VpcId }, call) => on("DeleteVpc", "vpc", VpcId, call),
  DeleteVpcEndpoints: ({ VpcEndpointIds }, call) =>
    Promise.all(VpcEndpointIds.map((id) => on("DeleteVpcEndpoints", "vpc-endpoint", id, call))),
  DescribeAvailabilityZones: describing("DescribeAvailabilityZones"),
  DescribeNetworkAcls: describing("DescribeNetworkAcls"),
  DescribeNetworkInterfaces: describing("DescribeNetworkInterfaces"),
  DescribePrefixLists: describing("DescribePrefixLists"),
  DescribeRegions: describing("DescribeRegions"),
  DescribeRouteTables: describing("DescribeRouteTables"),
  DescribeSecurityGroupRules: describing("DescribeSecurityGroupRules"),
  DescribeSecurityGroups: describing("DescribeSecurityGroups"),
  DescribeSubnets: describing("DescribeSubnets"),
  DescribeTags: describing("DescribeTags"),
  DescribeVpcAttribute: ({ VpcId }, call) => on("DescribeVpcAttribute", "vpc", VpcId, call),
  DescribeVpcEndpointServices: describing("DescribeVpcEndpointServices"),
  DescribeVpcEndpoints: describing("DescribeVpcEndpoints"),
  DescribeVpcs: describing("DescribeVpcs"),
  ModifySubnetAttribute: ({ SubnetId }, call) => on("ModifySubnetAttribute", "subnet", SubnetId, call),
  ModifyVpcAttribute: ({ VpcId }, call) => on("ModifyVpcAttribute", "vpc", VpcId, call),
  ModifyVpcEndpoint: async (input, call) => [
    await on("ModifyVpcEndpoint", "vpc-endpoint", input.VpcEndpointId, call),
    ...(await Promise.all(
      [...(input.AddRouteTableIds ?? []), ...(input.RemoveRouteTableIds ?? [])].map((id) =>
        on("ModifyVpcEndpoint", "route-table", id, call),
      ),
    )),
  ],
  RevokeSecurityGroupEgress: onGroup("RevokeSecurityGroupEgress"),
  RevokeSecurityGroupIngress: onGroup("RevokeSecurityGroupIngress"),
};
