// Access control lists through the AWS SDK, and what they let others do. Recorded unless said otherwise.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketOwnershipControlsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketAclCommand,
  type PutBucketAclCommandInput,
  PutBucketOwnershipControlsCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { bucketName, failure, platform } from "./platform.ts";

const { s3, client, forebay, bucket } = await platform();
const other = client({ credentials: { accessKeyId: "111111111111", secretAccessKey: "test" } });
const ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";
const LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** A bucket in which ACLs are on and nothing keeps the public out. */
async function open(): Promise<string> {
  const Bucket = await bucket();
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }));
  const OwnershipControls = { Rules: [{ ObjectOwnership: "ObjectWriter" } as const] };
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  return Bucket;
}
const ownerOf = async (Bucket: string, by = s3) => (await by.send(new GetBucketAclCommand({ Bucket }))).Owner?.ID ?? "";
const acl = (Bucket: string, input: Partial<PutBucketAclCommandInput>) =>
  s3.send(new PutBucketAclCommand({ Bucket, ...input }));
const grants = async (Bucket: string) => (await s3.send(new GetBucketAclCommand({ Bucket }))).Grants;
const anonymous = (path: string, method = "GET") => fetch(`${forebay.endpoint}/${path}`, { method });

describe("lists", () => {
  it("PutBucketAcl, GetBucketAcl: canned, in headers, as a document", async () => {
    const Bucket = await open();
    const ID = await ownerOf(Bucket);
    const full = { Grantee: { Type: "CanonicalUser", ID }, Permission: "FULL_CONTROL" };
    expect(await grants(Bucket)).toEqual([full]);
    await acl(Bucket, { ACL: "public-read" });
    const everyone = { Grantee: { Type: "Group", URI: ALL_USERS }, Permission: "READ" };
    expect(await grants(Bucket)).toEqual([full, everyone]);
    await acl(Bucket, { GrantRead: `uri="${LOG_DELIVERY}"` });
    expect(await grants(Bucket)).toEqual([{ Grantee: { Type: "Group", URI: LOG_DELIVERY }, Permission: "READ" }]);
    const Grants = [full, { Grantee: { Type: "Group", URI: LOG_DELIVERY }, Permission: "WRITE" }] as never;
    await acl(Bucket, { AccessControlPolicy: { Owner: { ID }, Grants } });
    expect(await grants(Bucket)).toEqual(Grants);
  });

  it("PutBucketAcl: what is none", async () => {
    const Bucket = await open();
    const Owner = { ID: await ownerOf(Bucket) };
    const grant = (Grantee: object, Permission = "READ") => ({ Grants: [{ Grantee, Permission } as never] });
    const group = { Type: "Group", URI: LOG_DELIVERY };
    const fake = "http://acs.amazonaws.com/groups/s3/FakeGroup";
    const cases: [Partial<PutBucketAclCommandInput>, string, Record<string, unknown>][] = [
      [{ ACL: "fake-acl" as "private" }, "InvalidArgument", { ArgumentName: "x-amz-acl", ArgumentValue: "fake-acl" }],
      [{ GrantWrite: `uri="${fake}"` }, "InvalidArgument", { message: "Invalid group uri", ArgumentValue: fake }],
      [{ GrantWrite: 'fakekey="1234"' }, "InvalidArgument", { message: "Argument format not recognized" }],
      [{ GrantWrite: 'id="wrong-id"' }, "InvalidArgument", { message: "Invalid id", ArgumentValue: "wrong-id" }],
      [{ AccessControlPolicy: grant(group) }, "MalformedACLError", {}],
      [{ AccessControlPolicy: { Owner, ...grant(group, "WRONG") } }, "MalformedACLError", {}],
      [
        { AccessControlPolicy: { Owner: { ID: "wrong-id" }, ...grant(group) } },
        "InvalidArgument",
        { message: "Invalid id" },
      ],
      [
        { AccessControlPolicy: { Owner, ...grant({ Type: "CanonicalUser", ID: "wrong-id" }) } },
        "InvalidArgument",
        { ArgumentName: "CanonicalUser/ID" },
      ],
      [{ AccessControlPolicy: {} }, "MalformedACLError", {}],
      [{}, "MissingSecurityHeader", { MissingHeaderName: "x-amz-acl" }],
      [
        { ACL: "private", GrantRead: `uri="${LOG_DELIVERY}"` },
        "InvalidRequest",
        { message: "Specifying both Canned ACLs and Header Grants is not allowed" },
      ],
      [{ ACL: "private", AccessControlPolicy: { Owner, ...grant(group) } }, "UnexpectedContent", {}],
    ];
    for (const [input, code, members] of cases)
      await expect(acl(Bucket, input), JSON.stringify(input)).rejects.toEqual(failure(400, code, members));
  });

  it("PutObjectAcl, GetObjectAcl: of a version; not of delete markers", async () => {
    const Bucket = await open();
    const Key = "k";
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
    const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "y" }));
    await s3.send(new PutObjectAclCommand({ Bucket, Key, VersionId, ACL: "public-read" }));
    const count = async (version?: string) =>
      (await s3.send(new GetObjectAclCommand({ Bucket, Key, VersionId: version }))).Grants?.length;
    expect([await count(VersionId), await count()]).toEqual([2, 1]);
    const marker = (await s3.send(new DeleteObjectCommand({ Bucket, Key }))).VersionId;
    await expect(count()).rejects.toEqual(failure(404, "NoSuchKey"));
    await expect(count(marker)).rejects.toEqual(failure(405, "MethodNotAllowed", { Method: "GET" }));
    await expect(s3.send(new PutObjectAclCommand({ Bucket, Key, VersionId: marker, ACL: "private" }))).rejects.toEqual(
      failure(405, "MethodNotAllowed", { Method: "PUT", ResourceType: "DeleteMarker" }),
    );
  });
});

describe("where ACLs mean nothing (documented)", () => {
  it("ownership enforced: they are refused, except what holds anyway", async () => {
    const Bucket = await bucket();
    const off = failure(400, "AccessControlListNotSupported", { message: "The bucket does not allow ACLs" });
    await expect(acl(Bucket, { ACL: "public-read" })).rejects.toEqual(off);
    const put = (ACL: "public-read" | "bucket-owner-full-control" | "private") =>
      s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL }));
    await expect(put("public-read")).rejects.toEqual(off);
    await put("bucket-owner-full-control");
    await expect(put("private")).rejects.toEqual(off);
  });

  it("PutBucketOwnershipControls: ACLs go off only while the bucket's grants nothing", async () => {
    const Bucket = await open();
    const enforce = () =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        }),
      );
    await acl(Bucket, { ACL: "public-read" });
    await expect(enforce()).rejects.toEqual(failure(400, "InvalidBucketAclWithObjectOwnership"));
    await acl(Bucket, { ACL: "private" });
    await enforce();
  });

  it("BlockPublicAcls: public ones are refused; IgnorePublicAcls: they count for nothing", async () => {
    const Bucket = await open();
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL: "public-read" }));
    expect((await anonymous(`${Bucket}/k`)).status).toBe(200);
    const block = (PublicAccessBlockConfiguration: object) =>
      s3.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    await block({ BlockPublicAcls: true });
    await expect(acl(Bucket, { ACL: "public-read" })).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(s3.send(new PutObjectCommand({ Bucket, Key: "l", Body: "x", ACL: "public-read" }))).rejects.toEqual(
      failure(403, "AccessDenied"),
    );
    expect((await anonymous(`${Bucket}/k`)).status).toBe(200);
    await block({ IgnorePublicAcls: true });
    expect((await anonymous(`${Bucket}/k`)).status).toBe(403);
  });

  it("CreateBucket: public ACLs and ownership", async () => {
    const create = (input: object) => s3.send(new CreateBucketCommand({ Bucket: bucketName(), ...input }));
    await expect(create({ ACL: "public-read" })).rejects.toEqual(failure(400, "InvalidBucketAclWithObjectOwnership"));
    await expect(create({ ACL: "public-read", ObjectOwnership: "ObjectWriter" })).rejects.toEqual(
      failure(400, "InvalidBucketAclWithBlockPublicAccessError"),
    );
    await expect(create({ ObjectOwnership: "RandomValue" })).rejects.toEqual(
      failure(400, "InvalidArgument", { message: "Invalid x-amz-object-ownership header: RandomValue" }),
    );
    await create({ ACL: "private", ObjectOwnership: "BucketOwnerPreferred" });
    // Recorded in public issue threads: rclone's buckets.
    const { Location = "" } = await create({ ACL: "private" });
    const withAcls = { Bucket: Location.slice(1) };
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand(withAcls));
    expect(OwnershipControls?.Rules).toEqual([{ ObjectOwnership: "BucketOwnerPreferred" }]);
    await s3.send(new PutObjectCommand({ ...withAcls, Key: "k", Body: "x", ACL: "private" }));
    const Bucket = bucketName();
    await create({ Bucket, GrantWrite: `uri="${LOG_DELIVERY}"`, ObjectOwnership: "ObjectWriter" });
    expect((await s3.send(new GetBucketAclCommand({ Bucket }))).Grants).toEqual([
      { Grantee: { Type: "Group", URI: LOG_DELIVERY }, Permission: "WRITE" },
    ]);
  });
});

describe("what grants let others do (documented)", () => {
  it("everyone reads what is public, and no more", async () => {
    const Bucket = await open();
    await s3.send(new PutObjectCommand({ Bucket, Key: "public", Body: "hello", ACL: "public-read" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "private", Body: "secret" }));
    expect(await (await anonymous(`${Bucket}/public`)).text()).toBe("hello");
    expect((await anonymous(`${Bucket}/private`)).status).toBe(403);
    expect((await anonymous(Bucket)).status).toBe(403);
    await acl(Bucket, { ACL: "public-read" });
    expect((await anonymous(Bucket)).status).toBe(200);
    expect((await anonymous(`${Bucket}/missing`)).status).toBe(404);
    expect((await anonymous(`${Bucket}/private`)).status).toBe(403);
    expect((await anonymous(`${Bucket}/public`, "DELETE")).status).toBe(403);
  });

  it("everyone writes where the bucket lets them, with a form, too", async () => {
    const Bucket = await open();
    const post = () => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ key: "theirs", acl: "public-read" })) form.append(name, value);
      form.append("file", new Blob(["hello"]), "file.txt");
      return fetch(`${forebay.endpoint}/${Bucket}`, { method: "POST", body: form });
    };
    expect((await post()).status).toBe(403);
    await acl(Bucket, { ACL: "public-read-write" });
    expect((await post()).status).toBe(204);
    expect(await (await anonymous(`${Bucket}/theirs`)).text()).toBe("hello");
  });

  it("another account by its canonical id", async () => {
    const Bucket = await open();
    const Key = "k";
    const mine = bucketName();
    await other.send(new CreateBucketCommand({ Bucket: mine }));
    const id = await ownerOf(mine, other);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    await expect(other.send(new GetObjectCommand({ Bucket, Key }))).rejects.toEqual(failure(403, "AccessDenied"));
    await s3.send(new PutObjectAclCommand({ Bucket, Key, GrantRead: `id=${id}` }));
    expect(await (await other.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()).toBe("x");
    await expect(other.send(new GetObjectAclCommand({ Bucket, Key }))).rejects.toEqual(failure(403, "AccessDenied"));
    await acl(Bucket, { GrantWrite: `id="${id}"`, GrantFullControl: `id="${await ownerOf(Bucket)}"` });
    await other.send(new PutObjectCommand({ Bucket, Key: "theirs", Body: "y" }));
    await expect(other.send(new ListObjectsV2Command({ Bucket }))).rejects.toEqual(failure(403, "AccessDenied"));
  });

  it("whoever has an account, and CopyObject's own list", async () => {
    const Bucket = await open();
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", ACL: "authenticated-read" }));
    expect((await anonymous(`${Bucket}/k`)).status).toBe(403);
    expect((await other.send(new GetObjectCommand({ Bucket, Key: "k" }))).ContentLength).toBe(1);
  });
});
