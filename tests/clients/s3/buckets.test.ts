// CreateBucket, HeadBucket, DeleteBucket, GetBucketLocation, GetBucketVersioning through the AWS SDK.
import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { bucketName, failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const ohio = client({ region: "us-east-2" });
const other = client({ credentials: { accessKeyId: "111122223333", secretAccessKey: "test" } });

const constrained = (Bucket: string, LocationConstraint: string) =>
  new CreateBucketCommand({
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: LocationConstraint as BucketLocationConstraint },
  });

describe("CreateBucket", () => {
  it("CreateBucket: answers location and ARN (recorded)", async () => {
    const Bucket = bucketName();
    expect(await s3.send(new CreateBucketCommand({ Bucket }))).toMatchObject({
      Location: `/${Bucket}`,
      BucketArn: `arn:aws:s3:::${Bucket}`,
    });
    expect(await s3.send(new HeadBucketCommand({ Bucket }))).toMatchObject({
      BucketRegion: "us-east-1",
      BucketArn: `arn:aws:s3:::${Bucket}`,
      AccessPointAlias: false,
    });
  });

  it("CreateBucket: again is fine in us-east-1 only, and keeps what is in it (recorded)", async () => {
    const Bucket = await bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(
      failure(409, "BucketNotEmpty", { BucketName: Bucket }),
    );
    const elsewhere = bucketName();
    await ohio.send(constrained(elsewhere, "us-east-2"));
    await expect(ohio.send(constrained(elsewhere, "us-east-2"))).rejects.toEqual(
      failure(409, "BucketAlreadyOwnedByYou", { BucketName: elsewhere }),
    );
  });

  it("CreateBucket: with tags sets them, and then is not to be repeated with tags (recorded)", async () => {
    const Bucket = bucketName();
    const Tags = [{ Key: "tag1", Value: "value1" }];
    await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { Tags } }));
    expect((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).toEqual(Tags);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await expect(s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { Tags } }))).rejects.toEqual(
      failure(409, "BucketAlreadyOwnedByYou"),
    );
  });

  it("CreateBucket: names are unique across accounts (documented)", async () => {
    const Bucket = await bucket();
    await expect(other.send(new CreateBucketCommand({ Bucket }))).rejects.toEqual(failure(409, "BucketAlreadyExists"));
  });

  it("CreateBucket: refuses names that are none (recorded)", async () => {
    for (const Bucket of ["Upper-Case", "ab", "192.168.1.1", "with_underscore"])
      await expect(s3.send(new CreateBucketCommand({ Bucket }))).rejects.toEqual(failure(400, "InvalidBucketName"));
  });

  it("CreateBucket: holds the constraint against the region (recorded)", async () => {
    const Bucket = bucketName();
    await expect(s3.send(constrained(Bucket, "us-east-1"))).rejects.toEqual(failure(400, "InvalidLocationConstraint"));
    await expect(s3.send(constrained(Bucket, "foo"))).rejects.toEqual(failure(400, "InvalidLocationConstraint"));
    await expect(ohio.send(constrained(Bucket, "us-west-1"))).rejects.toEqual(
      failure(400, "IllegalLocationConstraintException", {
        message:
          "The us-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.",
      }),
    );
    await s3.send(constrained(Bucket, "EU"));
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("EU");
    expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe("eu-west-1");
  });
});

it("HeadBucket: tells who may not use the bucket its region (documented)", async () => {
  const Bucket = bucketName();
  await ohio.send(constrained(Bucket, "us-east-2"));
  const refused = { status: 403, region: "us-east-2" };
  for (const [method, query] of [
    ["HEAD", ""],
    ["GET", "?list-type=2"],
  ] as const) {
    const { status, headers } = await fetch(`${forebay.endpoint}/${Bucket}${query}`, { method });
    expect({ status, region: headers.get("x-amz-bucket-region") }).toEqual(refused);
  }
  await expect(other.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({
    $response: { statusCode: 403, headers: { "x-amz-bucket-region": "us-east-2" } },
  });
  const { headers } = await fetch(`${forebay.endpoint}/${Bucket}/key`);
  expect(headers.get("x-amz-bucket-region")).toBeNull();
});

describe("GetBucketLocation", () => {
  it("GetBucketLocation: nothing for us-east-1, the region otherwise (recorded)", async () => {
    const Bucket = await bucket();
    expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeFalsy();
    const elsewhere = bucketName();
    await ohio.send(constrained(elsewhere, "us-east-2"));
    expect((await ohio.send(new GetBucketLocationCommand({ Bucket: elsewhere }))).LocationConstraint).toBe("us-east-2");
    await expect(s3.send(new GetBucketLocationCommand({ Bucket: bucketName() }))).rejects.toEqual(
      failure(404, "NoSuchBucket"),
    );
  });
});

describe("GetBucketVersioning", () => {
  it("GetBucketVersioning: answers nothing for a bucket that never had it (recorded)", async () => {
    const { $metadata, ...rest } = await s3.send(new GetBucketVersioningCommand({ Bucket: await bucket() }));
    expect($metadata.httpStatusCode).toBe(200);
    expect(rest).toEqual({});
  });
});

describe("HeadBucket", () => {
  it("HeadBucket: 404 for none, 403 for another owner than expected", async () => {
    await expect(s3.send(new HeadBucketCommand({ Bucket: bucketName() }))).rejects.toEqual(failure(404, "NotFound"));
    const Bucket = await bucket();
    await s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: "000000000000" }));
    await expect(s3.send(new HeadBucketCommand({ Bucket, ExpectedBucketOwner: "111122223333" }))).rejects.toMatchObject(
      {
        $metadata: { httpStatusCode: 403 },
      },
    );
  });
});

describe("DeleteBucket", () => {
  it("DeleteBucket: only when it is empty; unfinished uploads go with it (documented)", async () => {
    const Bucket = await bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key: "a" }));
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(
      failure(409, "BucketNotEmpty", { BucketName: Bucket, message: "The bucket you tried to delete is not empty" }),
    );
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "a" }));
    await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "b" }));
    expect((await s3.send(new DeleteBucketCommand({ Bucket }))).$metadata.httpStatusCode).toBe(204);
    await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toEqual(
      failure(404, "NoSuchBucket", { BucketName: Bucket }),
    );
  });

  it("DeleteBucket: the name is free again", async () => {
    const Bucket = await bucket();
    await s3.send(new DeleteBucketCommand({ Bucket }));
    await other.send(new CreateBucketCommand({ Bucket }));
  });
});
