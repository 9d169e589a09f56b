// VPCs and what is in them through the AWS SDK. Documented unless said otherwise.
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteRouteTableCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeAvailabilityZonesCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeTagsCommand,
  DescribeVpcsCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { afterAll, describe, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { allow, newUser } from "../user.ts";

const forebay = await startForebay();
const ec2 = new EC2Client(forebay.clientConfig);
afterAll(async () => {
  ec2.destroy();
  await forebay.close();
});

const failure = (name: string, message?: string) =>
  expect.objectContaining(message === undefined ? { name } : { name, message });
const vpc = async (CidrBlock = "10.0.0.0/16"): Promise<string> =>
  (await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? "";

describe("the default VPC", () => {
  it("DescribeVpcs, DescribeSubnets, DescribeRouteTables, DescribeSecurityGroups: is there in each region", async () => {
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: "is-default", Values: ["true"] }] }),
    );
    expect(Vpcs).toMatchObject([
      { CidrBlock: "172.31.0.0/16", IsDefault: true, State: "available", OwnerId: "000000000000" },
    ]);
    const ofVpc = { Filters: [{ Name: "vpc-id", Values: [Vpcs[0]?.VpcId ?? ""] }] };
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(ofVpc));
    expect(Subnets).toHaveLength(6);
    expect(Subnets).toContainEqual(
      expect.objectContaining({
        CidrBlock: "172.31.16.0/20",
        AvailabilityZone: "us-east-1b",
        AvailableIpAddressCount: 4091,
        DefaultForAz: true,
      }),
    );
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand(ofVpc));
    expect(RouteTables).toMatchObject([{ Associations: [{ Main: true }], Routes: [{ GatewayId: "local" }] }]);
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(ofVpc));
    expect(SecurityGroups).toMatchObject([
      { GroupName: "default", IpPermissions: [{ UserIdGroupPairs: [{ GroupId: SecurityGroups[0]?.GroupId }] }] },
    ]);
    const elsewhere = new EC2Client({ ...forebay.clientConfig, region: "eu-west-1" });
    const there = await elsewhere.send(new DescribeVpcsCommand({}));
    expect(there.Vpcs).toHaveLength(1);
    expect(there.Vpcs?.[0]?.VpcId).not.toBe(Vpcs[0]?.VpcId);
    elsewhere.destroy();
  });

  it("DescribeAvailabilityZones, DescribeRegions", async () => {
    const { AvailabilityZones = [] } = await ec2.send(
      new DescribeAvailabilityZonesCommand({ ZoneNames: ["us-east-1a"] }),
    );
    expect(AvailabilityZones).toMatchObject([{ ZoneId: "use1-az1", State: "available" }]);
    const { Regions = [] } = await ec2.send(new DescribeRegionsCommand({ RegionNames: ["eu-west-1"] }));
    expect(Regions).toEqual([
      { RegionName: "eu-west-1", Endpoint: "ec2.eu-west-1.amazonaws.com", OptInStatus: "opt-in-not-required" },
    ]);
  });
});

describe("VPCs of one's own", () => {
  it("CreateVpc, CreateSubnet, CreateRouteTable and their deletion", async () => {
    const VpcId = await vpc();
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.1.0/24", AvailabilityZone: "us-east-1c" }),
    );
    expect(Subnet).toMatchObject({
      CidrBlock: "10.0.1.0/24",
      AvailabilityZoneId: "use1-az3",
      AvailableIpAddressCount: 251,
    });
    const create = (CidrBlock: string) => ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
    await expect(create("10.0.1.128/25")).rejects.toEqual(
      failure("InvalidSubnet.Conflict", "The CIDR '10.0.1.128/25' conflicts with another subnet"),
    );
    await expect(create("10.1.0.0/24")).rejects.toEqual(failure("InvalidSubnet.Range"));
    await expect(vpc("10.0.0.0/8")).rejects.toEqual(failure("InvalidVpc.Range"));
    await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toEqual(
      failure("DependencyViolation", `The vpc '${VpcId}' has dependencies and cannot be deleted.`),
    );
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    await ec2.send(new DeleteRouteTableCommand({ RouteTableId: RouteTable?.RouteTableId }));
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    await expect(ec2.send(new DescribeVpcsCommand({ VpcIds: [VpcId] }))).rejects.toEqual(
      failure("InvalidVpcID.NotFound", `The vpc ID '${VpcId}' does not exist`),
    );
  });

  it("CreateSecurityGroup, AuthorizeSecurityGroupIngress, DescribeSecurityGroupRules, RevokeSecurityGroupIngress, DeleteSecurityGroup", async () => {
    const VpcId = await vpc("10.9.0.0/16");
    const group = { VpcId, GroupName: "web", Description: "for the web" };
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(group));
    await expect(ec2.send(new CreateSecurityGroupCommand(group))).rejects.toEqual(failure("InvalidGroup.Duplicate"));
    const rule = {
      GroupId,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    };
    const { SecurityGroupRules = [] } = await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule));
    expect(SecurityGroupRules).toMatchObject([{ GroupId, CidrIpv4: "0.0.0.0/0", FromPort: 443, IsEgress: false }]);
    await expect(ec2.send(new AuthorizeSecurityGroupIngressCommand(rule))).rejects.toEqual(
      failure(
        "InvalidPermission.Duplicate",
        'the specified rule "peer: 0.0.0.0/0, TCP, from port: 443, to port: 443, ALLOW" already exists',
      ),
    );
    const listed = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: "group-id", Values: [GroupId ?? ""] }] }),
    );
    expect(listed.SecurityGroupRules).toHaveLength(2);
    await ec2.send(new RevokeSecurityGroupIngressCommand(rule));
    await expect(ec2.send(new RevokeSecurityGroupIngressCommand(rule))).rejects.toEqual(
      failure("InvalidPermission.NotFound"),
    );
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
  });

  it("CreateTags, DescribeTags, DeleteTags, and filters by tag", async () => {
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({
        CidrBlock: "10.8.0.0/16",
        TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "Name", Value: "data" }] }],
      }),
    );
    const id = Vpc?.VpcId ?? "";
    await ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "stage", Value: "test" }] }));
    const byTag = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "tag:Name", Values: ["da*"] }] }));
    expect(byTag.Vpcs?.map(({ VpcId }) => VpcId)).toEqual([id]);
    await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: "Name" }] }));
    const { Tags } = await ec2.send(new DescribeTagsCommand({ Filters: [{ Name: "resource-id", Values: [id] }] }));
    expect(Tags).toEqual([{ Key: "stage", Value: "test", ResourceId: id, ResourceType: "vpc" }]);
    await ec2.send(new DeleteVpcCommand({ VpcId: id }));
  });

  it("DescribeVpcs: pages; filters that are none", async () => {
    const made = [await vpc("10.1.0.0/16"), await vpc("10.2.0.0/16")];
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ec2.send(new DescribeVpcsCommand({ MaxResults: 5, NextToken, VpcIds: undefined }));
      ids.push(...(page.Vpcs ?? []).map(({ VpcId }) => VpcId));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(ids).toEqual(expect.arrayContaining(made));
    await expect(ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "colour", Values: ["red"] }] }))).rejects.toEqual(
      failure("InvalidParameterValue", "The filter 'colour' is invalid"),
    );
    for (const VpcId of made) await ec2.send(new DeleteVpcCommand({ VpcId }));
  });

  it("permissions, DryRun, and what is not built", async () => {
    const { config, may } = await newUser(forebay);
    const user = new EC2Client(config);
    const dry = () => user.send(new CreateVpcCommand({ CidrBlock: "10.3.0.0/16", DryRun: true }));
    await expect(dry()).rejects.toEqual(failure("UnauthorizedOperation"));
    await may(allow("ec2:CreateVpc", "arn:aws:ec2:us-east-1:000000000000:vpc/*"));
    await expect(dry()).rejects.toEqual(
      failure("DryRunOperation", "Request would have succeeded, but DryRun flag is set."),
    );
    await expect(
      ec2.send(new RunInstancesCommand({ ImageId: "ami-1", MinCount: 1, MaxCount: 1 })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 501 } });
    user.destroy();
  });
});
