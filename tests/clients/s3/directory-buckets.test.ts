// Directory buckets (S3 Express One Zone), as the SDK addresses them by itself: a session for the bucket, and `s3express` signed for.
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  CreateSessionCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListDirectoryBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  RenameObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { describe, expect, it } from "vitest";
import { allow, newUser } from "../user.ts";
import { failure, platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const { forebay, s3, client, bucket } = await platform();
const ZONE = "use1-az4";
let directories = 0;

async function directory(as: S3Client = s3): Promise<string> {
  const Bucket = `fast-${process.pid}-${directories++}--${ZONE}--x-s3`;
  await as.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: configuration(ZONE) }));
  return Bucket;
}

const configuration = (zone: string) =>
  ({
    Location: { Type: "AvailabilityZone", Name: zone },
    Bucket: { Type: "Directory", DataRedundancy: "SingleAvailabilityZone" },
  }) as const;

const put = (Bucket: string, Key: string, Body: string, more: Partial<PutObjectCommandInput> = {}, as = s3) =>
  as.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const read = async (Bucket: string, Key: string, as = s3): Promise<string | undefined> =>
  (await as.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe("buckets", () => {
  it("CreateBucket, HeadBucket, ListDirectoryBuckets, DeleteBucket", async () => {
    const Bucket = await directory();
    const arn = `arn:aws:s3express:us-east-1:000000000000:bucket/${Bucket}`;
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketLocationType: "AvailabilityZone",
      BucketLocationName: ZONE,
      BucketArn: arn,
    });
    const listed = async () => (await s3.send(new ListDirectoryBucketsCommand({}))).Buckets?.map(({ Name }) => Name);
    expect(await listed()).toContain(Bucket);
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).not.toContain(Bucket);
    const again = new CreateBucketCommand({ Bucket, CreateBucketConfiguration: configuration(ZONE) });
    await expect(s3.send(again)).rejects.toEqual(failure(409, "BucketAlreadyOwnedByYou"));
    await s3.send(new DeleteBucketCommand({ Bucket }));
    expect(await listed()).not.toContain(Bucket);
  });

  it("ListDirectoryBuckets: in pages", async () => {
    const mine = client({ credentials: { accessKeyId: "515151515151", secretAccessKey: "test" } });
    const names = [await directory(mine), await directory(mine), await directory(mine)];
    const first = await mine.send(new ListDirectoryBucketsCommand({ MaxDirectoryBuckets: 2 }));
    const { ContinuationToken } = first;
    const second = await mine.send(new ListDirectoryBucketsCommand({ ContinuationToken }));
    const found = [...(first.Buckets ?? []), ...(second.Buckets ?? [])].map(({ Name }) => Name);
    expect([first.Buckets?.length, found]).toEqual([2, names]);
  });

  it("CreateBucket: the zone of the name is that of the location", async () => {
    const create = (Bucket: string, zone: string) =>
      s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: configuration(zone) }));
    await expect(create(`other--${ZONE}--x-s3`, "use1-az5")).rejects.toEqual(failure(400, "InvalidBucketName"));
    await expect(create("no-zone--x-s3", ZONE)).rejects.toEqual(failure(400, "InvalidBucketName"));
  });
});

describe("objects", () => {
  it("PutObject, GetObject, CopyObject, DeleteObject: EXPRESS_ONEZONE, and entity tags that are no MD5", async () => {
    const [Bucket, general] = [await directory(), await bucket()];
    const { ETag } = await put(Bucket, "a b/ü", "same");
    expect((await put(Bucket, "c", "same")).ETag).not.toBe(ETag);
    expect(await read(Bucket, "a b/ü")).toBe("same");
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "c" }))).StorageClass).toBe("EXPRESS_ONEZONE");
    await s3.send(new CopyObjectCommand({ Bucket: general, Key: "out", CopySource: `${Bucket}/c` }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: "in", CopySource: `${general}/out` }));
    expect([await read(general, "out"), await read(Bucket, "in")]).toEqual(["same", "same"]);
    expect((await s3.send(new HeadObjectCommand({ Bucket: general, Key: "out" }))).StorageClass).toBeUndefined();
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "c" }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "a b/ü" }] } }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(Contents?.map(({ Key, StorageClass }) => [Key, StorageClass])).toEqual([["in", "EXPRESS_ONEZONE"]]);
  });

  it("CompleteMultipartUpload", async () => {
    const at = { Bucket: await directory(), Key: "parts" };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(at));
    const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber: 1, Body: "one" }));
    const Parts = [{ ETag, PartNumber: 1 }];
    await s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
    expect(await read(at.Bucket, at.Key)).toBe("one");
  });

  it("ListObjectsV2: the delimiter /, prefixes that end in it, and no start-after", async () => {
    const Bucket = await directory();
    for (const key of ["a/1", "a/2", "b"]) await put(Bucket, key, "");
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/" }));
    expect([page.CommonPrefixes, page.Contents?.length]).toEqual([[{ Prefix: "a/" }], 1]);
    expect((await s3.send(new ListObjectsV2Command({ Bucket, Prefix: "a/" }))).KeyCount).toBe(2);
    for (const input of [{ Delimiter: "-" }, { Prefix: "a" }, { StartAfter: "a/1" }])
      await expect(s3.send(new ListObjectsV2Command({ Bucket, ...input }))).rejects.toEqual(
        failure(400, "InvalidArgument"),
      );
  });

  it("what directory buckets do not have is refused, and what only they have elsewhere", async () => {
    const [Bucket, general] = [await directory(), await bucket()];
    await expect(s3.send(new GetBucketVersioningCommand({ Bucket }))).rejects.toEqual(failure(405, "MethodNotAllowed"));
    await expect(put(Bucket, "k", "", { Tagging: "a=b" })).rejects.toEqual(failure(501, "NotImplemented"));
    await expect(put(Bucket, "k", "", { StorageClass: "GLACIER" })).rejects.toEqual(
      failure(400, "InvalidStorageClass"),
    );
    await expect(put(general, "k", "", { StorageClass: "EXPRESS_ONEZONE" })).rejects.toEqual(
      failure(400, "InvalidStorageClass"),
    );
    await expect(put(general, "k", "", { WriteOffsetBytes: 0 })).rejects.toEqual(failure(501, "NotImplemented"));
    await expect(s3.send(new CreateSessionCommand({ Bucket: general }))).rejects.toEqual(
      failure(400, "InvalidRequest"),
    );
    const rename = new RenameObjectCommand({ Bucket: general, Key: "b", RenameSource: "a" });
    await expect(s3.send(rename)).rejects.toEqual(failure(400, "InvalidRequest"));
    const absent = `absent--${ZONE}--x-s3`;
    await expect(put(absent, "k", "")).rejects.toEqual(failure(404, "NoSuchBucket"));
  });

  it("PutObject with an offset appends, encrypted objects too", async () => {
    const Bucket = await directory();
    for (const [Key, more] of [
      ["plain", {}],
      ["sealed", { ServerSideEncryption: "AES256" }],
    ] as const) {
      const created = await put(Bucket, Key, "one,", { ...more, WriteOffsetBytes: 0, Metadata: { a: "b" } });
      await expect(put(Bucket, Key, "x", { ...more, WriteOffsetBytes: 0 })).rejects.toEqual(
        failure(400, "InvalidWriteOffset"),
      );
      const wrong = { ...more, WriteOffsetBytes: 4, ChecksumCRC32: "AAAAAA==" };
      await expect(put(Bucket, Key, "two,", wrong)).rejects.toEqual(failure(400, "BadDigest"));
      const second = await put(Bucket, Key, "two,", { ...more, WriteOffsetBytes: 4 });
      expect(second).toMatchObject({ Size: 8 });
      expect(second.ETag).not.toBe(created.ETag);
      await put(Bucket, Key, "three", { ...more, WriteOffsetBytes: 8 });
      expect(await read(Bucket, Key)).toBe("one,two,three");
      expect((await s3.send(new HeadObjectCommand({ Bucket, Key }))).Metadata).toEqual({ a: "b" });
    }
  });
});

describe("RenameObject", () => {
  it("moves an object with all that is said of it, and replaces what is there", async () => {
    const Bucket = await directory();
    await put(Bucket, "old name", "body", { Metadata: { a: "b" } });
    await put(Bucket, "new", "replaced");
    const before = await s3.send(new HeadObjectCommand({ Bucket, Key: "old name" }));
    const source = `/${Bucket}/old%20name`;
    const kept = new RenameObjectCommand({ Bucket, Key: "new", RenameSource: source, DestinationIfNoneMatch: "*" });
    await expect(s3.send(kept)).rejects.toEqual(failure(412, "PreconditionFailed"));
    const other = new RenameObjectCommand({ Bucket, Key: "new", RenameSource: source, SourceIfMatch: '"other"' });
    await expect(s3.send(other)).rejects.toEqual(failure(412, "PreconditionFailed"));
    const rename = { Bucket, Key: "new", RenameSource: source, ClientToken: "once" };
    await s3.send(new RenameObjectCommand(rename));
    const { ETag, LastModified, Metadata } = before;
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: "new" }))).toMatchObject({
      ETag,
      LastModified,
      Metadata,
    });
    expect(await read(Bucket, "new")).toBe("body");
    await expect(read(Bucket, "old name")).rejects.toEqual(failure(404, "NoSuchKey"));
    await s3.send(new RenameObjectCommand(rename)); // the answer was lost, and the client asks again
    await expect(s3.send(new RenameObjectCommand({ ...rename, ClientToken: "twice" }))).rejects.toEqual(
      failure(404, "NoSuchKey"),
    );
  });

  it("encrypted objects are read under their new name", async () => {
    const Bucket = await directory();
    const kms = new KMSClient(forebay.clientConfig);
    const SSEKMSKeyId = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn;
    kms.destroy();
    const kinds = [
      { ServerSideEncryption: "AES256" },
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId },
      { ServerSideEncryption: "aws:kms", SSEKMSKeyId, BucketKeyEnabled: true },
    ] as const;
    for (const [at, kind] of kinds.entries()) {
      await put(Bucket, `from${at}`, "secret", kind);
      await s3.send(new RenameObjectCommand({ Bucket, Key: `to${at}`, RenameSource: `from${at}` }));
      expect(await read(Bucket, `to${at}`)).toBe("secret");
      expect(await s3.send(new HeadObjectCommand({ Bucket, Key: `to${at}` }))).toMatchObject(kind);
    }
  });
});

describe("CreateSession", () => {
  const session = async (as: S3Client, Bucket: string, SessionMode?: "ReadOnly") => {
    const { Credentials } = await as.send(new CreateSessionCommand({ Bucket, SessionMode }));
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "", Expiration } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const getS3ExpressIdentity = () => Promise.resolve(credentials);
    return { credentials, Expiration, theirs: client({ s3ExpressIdentityProvider: { getS3ExpressIdentity } }) };
  };

  it("is what a user must be allowed to, in the mode that is asked for", async () => {
    const Bucket = await directory();
    await put(Bucket, "k", "body");
    const user = await newUser(forebay, [allow("s3:*", "*")]);
    const asUser = client(user.config);
    await expect(read(Bucket, "k", asUser)).rejects.toEqual(failure(403, "AccessDenied"));
    const arn = `arn:aws:s3express:us-east-1:000000000000:bucket/${Bucket}`;
    await user.may(
      allow("s3express:CreateSession", arn, { Condition: { StringEquals: { "s3express:SessionMode": "ReadOnly" } } }),
    );
    await expect(asUser.send(new CreateSessionCommand({ Bucket }))).rejects.toEqual(failure(403, "AccessDenied"));
    const { theirs } = await session(asUser, Bucket, "ReadOnly");
    expect(await read(Bucket, "k", theirs)).toBe("body");
    await expect(put(Bucket, "k", "no", {}, theirs)).rejects.toEqual(failure(403, "AccessDenied"));
    // Documented: without a session each request is decided on by itself.
    const without = client({ ...user.config, disableS3ExpressSessionAuth: true });
    expect(await read(Bucket, "k", without)).toBe("body");
    await expect(put(Bucket, "k", "no", {}, without)).rejects.toEqual(failure(403, "AccessDenied"));
    await user.may(allow("s3express:CreateSession", arn));
    await put(Bucket, "k", "yes", {}, client(user.config));
    expect(await read(Bucket, "k", theirs)).toBe("yes");
  });

  it("is what the bucket's policy may grant, to other accounts, too", async () => {
    const Bucket = await directory();
    await put(Bucket, "k", "body");
    const other = "616161616161";
    const credentials = { accessKeyId: other, secretAccessKey: "test" };
    // A client that was refused a session asks for none again.
    await expect(read(Bucket, "k", client({ credentials }))).rejects.toEqual(failure(403, "AccessDenied"));
    const Resource = `arn:aws:s3express:us-east-1:000000000000:bucket/${Bucket}`;
    const policy = (Action: string, resource: string): string => {
      const statement = { Effect: "Allow", Principal: { AWS: other }, Action, Resource: resource };
      return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    };
    const granted = policy("s3express:CreateSession", Resource);
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: granted }));
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(granted);
    expect(await read(Bucket, "k", client({ credentials }))).toBe("body");
    await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await expect(read(Bucket, "k", client({ credentials }))).rejects.toEqual(failure(403, "AccessDenied"));
    for (const wrong of [policy("s3:GetObject", Resource), policy("s3express:CreateSession", `${Resource}/*`)])
      await expect(s3.send(new PutBucketPolicyCommand({ Bucket, Policy: wrong }))).rejects.toEqual(
        failure(400, "MalformedPolicy"),
      );
  });

  it("leads to its bucket only, and to no other service", async () => {
    const [Bucket, other, general] = [await directory(), await directory(), await bucket()];
    const { credentials, theirs } = await session(s3, Bucket);
    await put(Bucket, "k", "body", {}, theirs);
    await expect(put(other, "k", "", {}, theirs)).rejects.toEqual(failure(403, "AccessDenied"));
    await expect(put(general, "k", "", {}, client({ credentials }))).rejects.toEqual(failure(400, "InvalidToken"));
    const kinesis = new KinesisClient({ ...forebay.clientConfig, credentials });
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
    kinesis.destroy();
    const list = await signedFetch(forebay.endpoint, {
      method: "GET",
      path: "/v20180820/accesspoint",
      headers: { "x-amz-account-id": "000000000000", "x-amz-s3session-token": credentials.sessionToken },
    });
    expect(await list.text()).toContain("<Code>InvalidToken</Code>");
  });

  it("is asked for by clients that were used for other buckets before, too", async () => {
    const Bucket = await directory();
    const used = client();
    await used.send(new ListBucketsCommand({}));
    await put(await bucket(), "k", "", {}, used);
    await put(Bucket, "k", "body", {}, used);
    expect(await read(Bucket, "k", used)).toBe("body");
  });

  it("ends after five minutes of the platform's clock", async () => {
    const Bucket = await directory();
    const { theirs, Expiration } = await session(s3, Bucket);
    expect((Expiration?.getTime() ?? 0) - forebay.clock.now().getTime()).toBeLessThanOrEqual(5 * 60_000);
    await put(Bucket, "k", "body", {}, theirs);
    await forebay.clock.advance(5 * 60_000);
    await expect(put(Bucket, "k", "", {}, theirs)).rejects.toEqual(failure(400, "ExpiredToken"));
  });
});
