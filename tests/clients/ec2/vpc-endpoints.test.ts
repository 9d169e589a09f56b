// Gateway endpoints through the AWS SDK, and requests to S3 through them: their policy, and the keys that bucket policies ask for.
import {
  CreateTagsCommand,
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
  EC2Client,
  ModifyVpcEndpointCommand,
} from "@aws-sdk/client-ec2";
import {
  DeletePublicAccessBlockCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { CreateAccessPointCommand } from "@aws-sdk/client-s3-control";
import { afterAll, describe, expect, it } from "vitest";
import { failure, platform } from "../s3/platform.ts";
import { clientsOf, ACCOUNT } from "../s3-control/clients.ts";
import { allow, newUser } from "../user.ts";

const { forebay, s3, bucket } = await platform();
const { s3At, controlAt } = clientsOf(forebay);
const ec2 = new EC2Client(forebay.clientConfig);
afterAll(() => ec2.destroy());

const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
const VpcId = Vpcs[0]?.VpcId ?? "";
const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

async function gateway(more: object = {}) {
  const ServiceName = "com.amazonaws.us-east-1.s3";
  const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName, ...more }));
  const id = VpcEndpoint?.VpcEndpointId ?? "";
  return { id, endpoint: VpcEndpoint, through: s3At(`${id}.s3.us-east-1.vpce.localhost`) };
}

async function filled(): Promise<string> {
  const Bucket = await bucket();
  await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
  return Bucket;
}

describe("gateway endpoints", () => {
  it("CreateVpcEndpoint, DescribeVpcEndpoints, ModifyVpcEndpoint, DeleteVpcEndpoints", async () => {
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
    const RouteTableIds = [RouteTables[0]?.RouteTableId ?? ""];
    const { id, endpoint } = await gateway({ RouteTableIds });
    expect(endpoint).toMatchObject({
      VpcEndpointType: "Gateway",
      ServiceName: "com.amazonaws.us-east-1.s3",
      State: "available",
      RouteTableIds,
      PolicyDocument: expect.stringContaining('"Action":"*"'),
    });
    await expect(gateway({ RouteTableIds })).rejects.toMatchObject({ name: "RouteAlreadyExists" });
    const after = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds }));
    expect(after.RouteTables?.[0]?.Routes).toContainEqual(expect.objectContaining({ GatewayId: id }));
    const find = async (Values: string[]) =>
      (await ec2.send(new DescribeVpcEndpointsCommand({ Filters: [{ Name: "service-name", Values }] }))).VpcEndpoints;
    expect(await find(["*.s3"])).toMatchObject([{ VpcEndpointId: id }]);
    expect(await find(["*.dynamodb"])).toEqual([]);
    const PolicyDocument = policy(allow("s3:GetObject", "*", { Principal: "*" }));
    await ec2.send(
      new ModifyVpcEndpointCommand({ VpcEndpointId: id, PolicyDocument, RemoveRouteTableIds: RouteTableIds }),
    );
    const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: [id] }));
    expect(VpcEndpoints).toMatchObject([{ PolicyDocument, RouteTableIds: [] }]);
    const { Unsuccessful } = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id, "vpce-0"] }));
    expect(Unsuccessful).toEqual([
      {
        ResourceId: "vpce-0",
        Error: { Code: "InvalidVpcEndpointId.NotFound", Message: "The Vpc Endpoint Id 'vpce-0' does not exist" },
      },
    ]);
  });

  it("they lead to S3 in their own region alone (documented)", async () => {
    const Bucket = await filled();
    const { id } = await gateway();
    const elsewhere = s3At(`${id}.s3.eu-west-1.vpce.localhost`, { region: "eu-west-1" });
    await expect(elsewhere.send(new GetObjectCommand({ Bucket, Key: "k" }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
  });

  it("filters with many wildcards are quick to not match", async () => {
    const Tags = [{ Key: "long", Value: "a".repeat(200) }];
    await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags }));
    const find = async (...Values: string[]) =>
      (await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "tag:long", Values }] }))).Vpcs?.length;
    expect(await find(`${"*a".repeat(40)}b`)).toBe(0);
    expect(await find("b", "*a?a*")).toBe(1);
  });

  it("their policy holds for the root user, too, in AWS's words (documented)", async () => {
    const Bucket = await filled();
    const { id, through } = await gateway();
    const read = () => through.send(new GetObjectCommand({ Bucket, Key: "k" }));
    expect(await (await read()).Body?.transformToString()).toBe("v");
    const set = (PolicyDocument: string) =>
      ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId: id, PolicyDocument }));
    await set(policy(allow("s3:PutObject", "*", { Principal: "*" })));
    await expect(read()).rejects.toEqual(
      failure(403, "AccessDenied", {
        message: `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::${Bucket}/k" because no VPC endpoint policy allows the s3:GetObject action`,
      }),
    );
    await set(policy(allow("s3:*", `arn:aws:s3:::${Bucket}/*`, { Principal: "*" })));
    await read();
    await set(
      policy(allow("*", "*", { Principal: "*" }), {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: "*",
      }),
    );
    await expect(read()).rejects.toEqual(
      failure(403, "AccessDenied", {
        message: expect.stringContaining("with an explicit deny in a VPC endpoint policy"),
      }),
    );
    await s3.send(new GetObjectCommand({ Bucket, Key: "k" }));
    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [id] }));
    await expect(read()).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("a bucket policy asks for aws:SourceVpce and aws:SourceVpc", async () => {
    const Bucket = await filled();
    const { id, through } = await gateway();
    const { config } = await newUser(forebay, [allow("s3:*", "*")]);
    const { credentials } = config;
    const inside = s3At(`${id}.s3.us-east-1.vpce.localhost`, { credentials });
    const outside = s3At("localhost", { credentials });
    const read = (from: typeof s3) => from.send(new GetObjectCommand({ Bucket, Key: "k" }));
    for (const [key, value] of [
      ["aws:SourceVpce", id],
      ["aws:SourceVpc", VpcId],
    ] as const) {
      const Condition = { StringNotEquals: { [key]: value } };
      const deny = {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition,
      };
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(deny) }));
      await read(inside);
      await read(through);
      await expect(read(outside)).rejects.toEqual(
        failure(403, "AccessDenied", { message: expect.stringContaining("explicit deny in a resource-based policy") }),
      );
    }
  });

  it("anonymous requests through the endpoint alone", async () => {
    const Bucket = await filled();
    const { id } = await gateway();
    await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
    const Condition = { StringEquals: { "aws:SourceVpce": id } };
    const Policy = policy({
      Effect: "Allow",
      Principal: "*",
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${Bucket}/*`,
      Condition,
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const anonymous = (host: string) =>
      s3At(host, { signer: { sign: (request) => Promise.resolve(request) } }).send(
        new GetObjectCommand({ Bucket, Key: "k" }),
      );
    await anonymous(`${id}.s3.us-east-1.vpce.localhost`);
    await anonymous(`bucket.${id}.s3.us-east-1.vpce.localhost`);
    await expect(anonymous("localhost")).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("an access point of the VPC is open from there only", async () => {
    const Bucket = await filled();
    const { id, through } = await gateway();
    const control = controlAt("localhost");
    const { AccessPointArn = "" } = await control.send(
      new CreateAccessPointCommand({ AccountId: ACCOUNT, Name: "inside", Bucket, VpcConfiguration: { VpcId } }),
    );
    const read = (from: typeof s3) => from.send(new GetObjectCommand({ Bucket: AccessPointArn, Key: "k" }));
    expect(await (await read(through)).Body?.transformToString()).toBe("v");
    await read(s3At(`accesspoint.${id}.s3.us-east-1.vpce.localhost`));
    await expect(read(s3At("localhost"))).rejects.toEqual(failure(403, "AccessDenied", { message: "Access Denied" }));
  });
});
