// What infrastructure tools ask of VPCs and gateway endpoints besides making them. Documented unless said otherwise.
import {
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DescribeNetworkAclsCommand,
  DescribeNetworkInterfacesCommand,
  DescribePrefixListsCommand,
  DescribeRouteTablesCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointServicesCommand,
  DescribeVpcsCommand,
  EC2Client,
  ModifySubnetAttributeCommand,
  ModifyVpcAttributeCommand,
  ModifyVpcEndpointCommand,
  type VpcAttributeName,
} from "@aws-sdk/client-ec2";
import { afterAll, describe, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";

const forebay = await startForebay();
const ec2 = new EC2Client(forebay.clientConfig);
afterAll(async () => {
  ec2.destroy();
  await forebay.close();
});
const ServiceName = "com.amazonaws.us-east-1.s3";
const failure = (name: string) => expect.objectContaining({ name });
const vpc = async (): Promise<string> =>
  (await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }))).Vpc?.VpcId ?? "";
const routeTable = async (VpcId: string): Promise<string> =>
  (await ec2.send(new CreateRouteTableCommand({ VpcId }))).RouteTable?.RouteTableId ?? "";

describe("VPCs", () => {
  it("DescribeVpcAttribute, ModifyVpcAttribute: one at a time", async () => {
    const VpcId = await vpc();
    const attribute = async (Attribute: VpcAttributeName, id = VpcId) => {
      const { $metadata: _, ...found } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId: id, Attribute }));
      return found;
    };
    expect(await attribute("enableDnsSupport")).toEqual({ VpcId, EnableDnsSupport: { Value: true } });
    expect(await attribute("enableDnsHostnames")).toEqual({ VpcId, EnableDnsHostnames: { Value: false } });
    await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
    expect(await attribute("enableDnsHostnames")).toEqual({ VpcId, EnableDnsHostnames: { Value: true } });
    expect(await attribute("enableNetworkAddressUsageMetrics")).toEqual({
      VpcId,
      EnableNetworkAddressUsageMetrics: { Value: false },
    });
    const both = { VpcId, EnableDnsHostnames: { Value: true }, EnableDnsSupport: { Value: false } };
    await expect(ec2.send(new ModifyVpcAttributeCommand(both))).rejects.toEqual(failure("InvalidParameterCombination"));
    await expect(attribute("enableDnsSupport", "vpc-0")).rejects.toEqual(failure("InvalidVpcID.NotFound"));
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }));
    const id = Vpcs?.[0]?.VpcId ?? "";
    expect(await attribute("enableDnsHostnames", id)).toMatchObject({ EnableDnsHostnames: { Value: true } });
  });

  it("ModifySubnetAttribute: public addresses", async () => {
    const VpcId = await vpc();
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.1.0/24" }));
    expect(Subnet?.MapPublicIpOnLaunch).toBe(false);
    const SubnetId = Subnet?.SubnetId ?? "";
    await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value: true } }));
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [SubnetId] }));
    expect(Subnets?.[0]?.MapPublicIpOnLaunch).toBe(true);
    const other = new ModifySubnetAttributeCommand({ SubnetId, EnableDns64: { Value: true } });
    await expect(ec2.send(other)).rejects.toEqual(failure("NotImplemented"));
  });

  it("DescribeNetworkAcls: each VPC has one, for all its subnets", async () => {
    const VpcId = await vpc();
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.1.0/24" }));
    const Filters = [
      { Name: "vpc-id", Values: [VpcId] },
      { Name: "default", Values: ["true"] },
    ];
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    expect(NetworkAcls).toMatchObject([{ VpcId, IsDefault: true, Associations: [{ SubnetId: Subnet?.SubnetId }] }]);
    expect(NetworkAcls[0]?.Entries).toHaveLength(4);
    const byId = new DescribeNetworkAclsCommand({ NetworkAclIds: [NetworkAcls[0]?.NetworkAclId ?? ""] });
    expect((await ec2.send(byId)).NetworkAcls).toEqual(NetworkAcls);
    await expect(ec2.send(new DescribeNetworkAclsCommand({ NetworkAclIds: ["acl-0"] }))).rejects.toEqual(
      failure("InvalidNetworkAclID.NotFound"),
    );
  });

  it("DescribeNetworkInterfaces: there are none", async () => {
    expect((await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces).toEqual([]);
    const one = new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: ["eni-0"] });
    await expect(ec2.send(one)).rejects.toEqual(failure("InvalidNetworkInterfaceID.NotFound"));
  });
});

describe("gateway endpoints", () => {
  const made = vpc();
  it("CreateVpcEndpoint: a token makes one endpoint, and no other one", async () => {
    const VpcId = await made;
    const table = await routeTable(VpcId);
    const make = async (more: object = {}) => {
      const input = { VpcId, ServiceName, RouteTableIds: [table], ClientToken: "once", ...more };
      return (await ec2.send(new CreateVpcEndpointCommand(input))).VpcEndpoint?.VpcEndpointId;
    };
    const id = await make();
    expect(await make()).toBe(id);
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, RemoveRouteTableIds: [table] }));
    expect(await make()).toBe(id);
    await expect(make({ RouteTableIds: [] })).rejects.toEqual(failure("IdempotentParameterMismatch"));
  });

  it("ModifyVpcEndpoint: a route table leads to a service once", async () => {
    const VpcId = await made;
    const table = await routeTable(VpcId);
    const make = async (RouteTableIds: string[]) =>
      (await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName, RouteTableIds }))).VpcEndpoint?.VpcEndpointId;
    const [one, two] = [await make([table]), await make([])];
    for (const VpcEndpointId of [one, two])
      await expect(
        ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, AddRouteTableIds: [table] })),
      ).rejects.toEqual(failure("RouteAlreadyExists"));
  });

  it("DescribePrefixLists, DescribeVpcEndpointServices: what they lead to", async () => {
    const Filters = [{ Name: "prefix-list-name", Values: [ServiceName] }];
    const { PrefixLists = [] } = await ec2.send(new DescribePrefixListsCommand({ Filters }));
    expect(PrefixLists).toMatchObject([{ PrefixListName: ServiceName }]);
    const VpcId = await made;
    const table = await routeTable(VpcId);
    await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName, RouteTableIds: [table] }));
    const { RouteTables } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [table] }));
    expect(RouteTables?.[0]?.Routes).toContainEqual(
      expect.objectContaining({ DestinationPrefixListId: PrefixLists[0]?.PrefixListId }),
    );
    const services = await ec2.send(new DescribeVpcEndpointServicesCommand({ ServiceNames: [ServiceName] }));
    expect(services).toMatchObject({
      ServiceNames: [ServiceName],
      ServiceDetails: [{ ServiceType: [{ ServiceType: "Gateway" }], VpcEndpointPolicySupported: true }],
    });
    const unknown = new DescribeVpcEndpointServicesCommand({ ServiceNames: ["com.amazonaws.us-east-1.sqs"] });
    await expect(ec2.send(unknown)).rejects.toEqual(failure("InvalidServiceName"));
  });
});
