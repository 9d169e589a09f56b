// Access points through the AWS SDK: kept by S3 Control, and ways to a bucket for S3.
import { CreateUserCommand, DeleteUserCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import {
  CreateAccessPointCommand,
  CreateJobCommand,
  DeleteAccessPointCommand,
  DeleteAccessPointPolicyCommand,
  GetAccessPointCommand,
  GetAccessPointPolicyCommand,
  GetAccessPointPolicyStatusCommand,
  ListAccessPointsCommand,
  ListTagsForResourceCommand,
  PutAccessPointPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-s3-control";
import { describe, expect, it } from "vitest";
import { failure, platform } from "../s3/platform.ts";
import { allow, newUser } from "../user.ts";
import { ACCOUNT, clientsOf, OTHER } from "./clients.ts";

const { forebay, s3: direct, bucket } = await platform();
const { s3At, controlAt } = clientsOf(forebay);
const control = controlAt("localhost");
const s3 = s3At("localhost");
const AccountId = ACCOUNT;

let points = 0;
const policy = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

/** An access point on a new bucket. */
async function point(more: object = {}) {
  const Bucket = await bucket();
  const Name = `point-${points++}`;
  const { AccessPointArn = "", Alias = "" } = await control.send(
    new CreateAccessPointCommand({ AccountId, Name, Bucket, ...more }),
  );
  return { Bucket, Name, arn: AccessPointArn, alias: Alias };
}

const delegation = (Bucket: string) =>
  policy({
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: "*",
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
    Condition: { StringEquals: { "s3:DataAccessPointAccount": ACCOUNT } },
  });

describe("access points", () => {
  it("CreateAccessPoint, GetAccessPoint, ListAccessPoints, DeleteAccessPoint (recorded)", async () => {
    const { Bucket, Name, arn, alias } = await point();
    expect(arn).toBe(`arn:aws:s3:us-east-1:${ACCOUNT}:accesspoint/${Name}`);
    expect(alias).toMatch(new RegExp(`^${Name}-[a-z2-7]{34}-s3alias$`));
    const { CreationDate, $metadata: _, ...facts } = await control.send(new GetAccessPointCommand({ AccountId, Name }));
    expect(CreationDate).toBeInstanceOf(Date);
    const entry = {
      AccessPointArn: arn,
      Alias: alias,
      Bucket,
      BucketAccountId: ACCOUNT,
      Name,
      NetworkOrigin: "Internet",
    };
    expect(facts).toEqual({
      ...entry,
      Endpoints: {
        dualstack: "s3-accesspoint.dualstack.us-east-1.amazonaws.com",
        fips: "s3-accesspoint-fips.us-east-1.amazonaws.com",
        fips_dualstack: "s3-accesspoint-fips.dualstack.us-east-1.amazonaws.com",
        ipv4: "s3-accesspoint.us-east-1.amazonaws.com",
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    const listed = await control.send(new ListAccessPointsCommand({ AccountId, Bucket }));
    expect(listed.AccessPointList).toEqual([entry]);
    await expect(control.send(new CreateAccessPointCommand({ AccountId, Name, Bucket }))).rejects.toEqual(
      failure(409, "AccessPointAlreadyOwnedByYou"),
    );
    await expect(direct.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(
      failure(400, "BucketHasAccessPointsAttached"),
    );
    await control.send(new DeleteAccessPointCommand({ AccountId, Name }));
    const gone = failure(404, "NoSuchAccessPoint", { message: "The specified accesspoint does not exist" });
    await expect(control.send(new GetAccessPointCommand({ AccountId, Name }))).rejects.toEqual(gone);
    await expect(control.send(new DeleteAccessPointCommand({ AccountId, Name }))).rejects.toEqual(gone);
    await direct.send(new DeleteBucketCommand({ Bucket }));
  });

  it("CreateAccessPoint: names and buckets that are none (recorded)", async () => {
    const Bucket = await bucket();
    const create = (Name: string, of = Bucket) =>
      control.send(new CreateAccessPointCommand({ AccountId, Name, Bucket: of }));
    for (const Name of ["xn-_test-alias", "sa", "a-s3alias", "Upper"])
      await expect(create(Name)).rejects.toEqual(failure(400, "InvalidURI"));
    await expect(create("point-of-none", "no-such-bucket-at-all")).rejects.toEqual(
      failure(400, "InvalidRequest", { message: "Amazon S3 AccessPoint can only be created for existing bucket" }),
    );
  });

  it("ListAccessPoints: pages", async () => {
    const { Bucket } = await point();
    for (const Name of ["page-a", "page-b", "page-c"])
      await control.send(new CreateAccessPointCommand({ AccountId, Name, Bucket }));
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await control.send(new ListAccessPointsCommand({ AccountId, Bucket, MaxResults: 2, NextToken }));
      names.push(...(page.AccessPointList ?? []).map(({ Name }) => Name));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    expect(names).toHaveLength(4);
    expect(names.slice(0, 3)).toEqual(["page-a", "page-b", "page-c"]);
  });

  it("TagResource, UntagResource, ListTagsForResource", async () => {
    const { arn: ResourceArn } = await point({ Tags: [{ Key: "team", Value: "data" }] });
    await control.send(new TagResourceCommand({ AccountId, ResourceArn, Tags: [{ Key: "stage", Value: "test" }] }));
    await control.send(new UntagResourceCommand({ AccountId, ResourceArn, TagKeys: ["team", "none"] }));
    const { Tags } = await control.send(new ListTagsForResourceCommand({ AccountId, ResourceArn }));
    expect(Tags).toEqual([{ Key: "stage", Value: "test" }]);
  });

  it("TagResource, UntagResource, ListTagsForResource: of buckets, whose tags are S3's", async () => {
    const Bucket = await bucket();
    const ResourceArn = `arn:aws:s3:::${Bucket}`;
    const list = async () => (await control.send(new ListTagsForResourceCommand({ AccountId, ResourceArn }))).Tags;
    expect(await list()).toEqual([]);
    const Tags = [
      { Key: "team", Value: "data" },
      { Key: "stage", Value: "test" },
    ];
    await control.send(new TagResourceCommand({ AccountId, ResourceArn, Tags }));
    expect((await direct.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(Tags);
    await control.send(new UntagResourceCommand({ AccountId, ResourceArn, TagKeys: ["team"] }));
    expect(await list()).toEqual([{ Key: "stage", Value: "test" }]);
    await control.send(new UntagResourceCommand({ AccountId, ResourceArn, TagKeys: ["stage"] }));
    await expect(direct.send(new GetBucketTaggingCommand({ Bucket }))).rejects.toEqual(failure(404, "NoSuchTagSet"));
    const theirs = controlAt("localhost", { credentials: OTHER });
    await expect(
      theirs.send(new ListTagsForResourceCommand({ AccountId: OTHER.accessKeyId, ResourceArn })),
    ).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("what is not built says so", async () => {
    const job = control.send(
      new CreateJobCommand({
        AccountId,
        Operation: {},
        Report: { Enabled: false },
        Priority: 1,
        RoleArn: "arn:aws:iam::0:role/r",
      }),
    );
    await expect(job).rejects.toEqual(failure(501, "NotImplemented"));
  });
});

describe("objects through an access point", () => {
  it("by ARN and by alias: all that objects have", async () => {
    const { Bucket, arn, alias } = await point();
    for (const through of [arn, alias]) {
      await s3.send(new PutObjectCommand({ Bucket: through, Key: "a/ü b", Body: "one", ContentType: "text/plain" }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: through, Key: "a/ü b" }));
      expect(await Body?.transformToString()).toBe("one");
      const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: through, Prefix: "a/" }));
      expect(Contents?.map(({ Key }) => Key)).toEqual(["a/ü b"]);
      await s3.send(new HeadBucketCommand({ Bucket: through }));
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket: through, Key: "parts" }));
      const part = { Bucket: through, Key: "parts", UploadId };
      await s3.send(new UploadPartCommand({ ...part, PartNumber: 1, Body: "p" }));
      expect((await s3.send(new ListPartsCommand(part))).Parts).toHaveLength(1);
      const sources = { [arn]: `${arn}/object/a/${encodeURIComponent("ü b")}`, [alias]: `${alias}/a/ü%20b` };
      await s3.send(new CopyObjectCommand({ Bucket: through, Key: "copy", CopySource: sources[through] ?? "" }));
      const copy = await direct.send(new GetObjectCommand({ Bucket, Key: "copy" }));
      expect(await copy.Body?.transformToString()).toBe("one");
      await s3.send(new DeleteObjectCommand({ Bucket: through, Key: "copy" }));
    }
    await expect(s3.send(new PutBucketTaggingCommand({ Bucket: alias, Tagging: { TagSet: [] } }))).rejects.toEqual(
      failure(405, "MethodNotAllowed"),
    );
    await expect(
      s3.send(new GetObjectCommand({ Bucket: arn.replace(/point-\d+$/, "nowhere"), Key: "a" })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it("under AWS's own host of access points", async () => {
    const { Name, Bucket } = await point();
    await direct.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    const host = s3At(`s3-accesspoint.us-east-1.localhost`);
    const { Body } = await host.send(new GetObjectCommand({ Bucket: `${Name}-${ACCOUNT}`, Key: "k" }));
    expect(await Body?.transformToString()).toBe("v");
  });
});

describe("access points' policies", () => {
  it("PutAccessPointPolicy, GetAccessPointPolicy, GetAccessPointPolicyStatus, DeleteAccessPointPolicy", async () => {
    const { Name, arn } = await point();
    const none = failure(404, "NoSuchAccessPointPolicy");
    await expect(control.send(new GetAccessPointPolicyCommand({ AccountId, Name }))).rejects.toEqual(none);
    const statement = { Effect: "Allow", Principal: { AWS: OTHER.accessKeyId }, Action: "s3:GetObject" };
    const Policy = policy({ ...statement, Resource: `${arn}/object/*` });
    await control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
    expect((await control.send(new GetAccessPointPolicyCommand({ AccountId, Name }))).Policy).toBe(Policy);
    const { PolicyStatus } = await control.send(new GetAccessPointPolicyStatusCommand({ AccountId, Name }));
    expect(PolicyStatus?.IsPublic).toBe(false);
    const elsewhere = policy({ ...statement, Resource: "arn:aws:s3:::another/*" });
    await expect(control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy: elsewhere }))).rejects.toEqual(
      failure(400, "MalformedPolicy", { message: "Policy has invalid resource" }),
    );
    const open = policy({ ...statement, Principal: "*", Resource: `${arn}/object/*` });
    await expect(control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy: open }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
    await control.send(new DeleteAccessPointPolicyCommand({ AccountId, Name }));
    await expect(control.send(new GetAccessPointPolicyCommand({ AccountId, Name }))).rejects.toEqual(none);
  });

  it("a policy means the users who were there when it was put (documented)", async () => {
    const { Name, arn } = await point();
    const iam = new IAMClient(forebay.clientConfig);
    const UserName = `named-by-${Name}`;
    const { User } = await iam.send(new CreateUserCommand({ UserName }));
    const statement = { Effect: "Allow", Principal: { AWS: User?.Arn }, Action: "s3:GetObject" };
    const Policy = policy({ ...statement, Resource: `${arn}/object/*` });
    await control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
    await iam.send(new DeleteUserCommand({ UserName }));
    await iam.send(new CreateUserCommand({ UserName }));
    const shown = await control.send(new GetAccessPointPolicyCommand({ AccountId, Name }));
    expect(shown.Policy).toBe(Policy.replace(User?.Arn ?? "", User?.UserId ?? ""));
    iam.destroy();
  });

  it("another account: the access point and the bucket must both permit, and the bucket can leave it to its access points", async () => {
    const { Bucket, Name, arn } = await point();
    await direct.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    const other = s3At("localhost", { credentials: OTHER });
    const read = (from: string) => other.send(new GetObjectCommand({ Bucket: from, Key: "k" }));
    const denied = failure(403, "AccessDenied");
    await expect(read(arn)).rejects.toEqual(denied);
    const statement = { Effect: "Allow", Principal: { AWS: OTHER.accessKeyId }, Action: "s3:GetObject" };
    const Policy = policy({ ...statement, Resource: `${arn}/object/*` });
    await control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
    await expect(read(arn)).rejects.toEqual(denied);
    await direct.send(new PutBucketPolicyCommand({ Bucket, Policy: delegation(Bucket) }));
    expect(await (await read(arn)).Body?.transformToString()).toBe("v");
    await expect(read(Bucket)).rejects.toEqual(denied);
  });

  it("a user of the account: a denial of the access point holds there and nowhere else", async () => {
    const { Bucket, Name, arn } = await point();
    await direct.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    const { config } = await newUser(forebay, [allow("s3:*", "*")]);
    const user = s3At("localhost", { credentials: config.credentials });
    const read = (from: string) => user.send(new GetObjectCommand({ Bucket: from, Key: "k" }));
    await read(arn);
    const Policy = policy({ Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/object/*` });
    await control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy }));
    await expect(read(arn)).rejects.toEqual(
      failure(403, "AccessDenied", {
        message: expect.stringContaining("with an explicit deny in a resource-based policy"),
      }),
    );
    await read(Bucket);
  });

  it("a user who may what the access point has, and not what the bucket has", async () => {
    const { Bucket, arn } = await point();
    await direct.send(new PutObjectCommand({ Bucket, Key: "in/k", Body: "v" }));
    await direct.send(new PutObjectCommand({ Bucket, Key: "out", Body: "v" }));
    const { config } = await newUser(forebay, [allow("s3:GetObject", `${arn}/object/in/*`)]);
    const user = s3At("localhost", { credentials: config.credentials });
    const read = (from: string, Key: string) => user.send(new GetObjectCommand({ Bucket: from, Key }));
    await read(arn, "in/k");
    await expect(read(arn, "out")).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(read(Bucket, "in/k")).rejects.toEqual(failure(403, "AccessDenied"));
    const deny = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
    await direct.send(new PutBucketPolicyCommand({ Bucket, Policy: policy(deny) }));
    await expect(read(arn, "in/k")).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("the public: the most restrictive of the bucket's, the access point's and the account's block holds", async () => {
    const unblocked = { PublicAccessBlockConfiguration: { BlockPublicPolicy: false } };
    const { Bucket, Name, arn, alias } = await point(unblocked);
    await direct.send(new PutObjectCommand({ Bucket, Key: "k", Body: "v" }));
    const read = async () => (await fetch(`${forebay.endpoint}/${alias}/k`)).status;
    const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/object/*` };
    await control.send(new PutAccessPointPolicyCommand({ AccountId, Name, Policy: policy(open) }));
    await direct.send(new PutBucketPolicyCommand({ Bucket, Policy: delegation(Bucket) }));
    expect(await read()).toBe(403); // the bucket's own block
    await direct.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await read()).toBe(200);
  });
});
