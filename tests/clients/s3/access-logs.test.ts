// Server access logging: log objects in the target bucket, with a line for each request. Documented in "Amazon S3 server access log format".
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CopyObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type LoggingEnabled,
  PutBucketAclCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";

const { forebay, s3, client, bucket } = await platform();
const HOUR_MS = 3_600_000;
const OWNER = createHash("sha256").update("forebay canonical user 000000000000").digest("hex");

const log = (Bucket: string, TargetBucket: string, more: Partial<LoggingEnabled> = {}) =>
  s3.send(
    new PutBucketLoggingCommand({
      Bucket,
      BucketLoggingStatus: { LoggingEnabled: { TargetBucket, TargetPrefix: "log/", ...more } },
    }),
  );

async function letIn(Bucket: string, source: string): Promise<void> {
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::${Bucket}/log/*`,
    Condition: {
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::${source}` },
      StringEquals: { "aws:SourceAccount": "000000000000" },
    },
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
}

async function keysOf(Bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key = "" }) => Key);
}

/** Fields of the lines, without their order: requests end when their connection says so. */
async function delivered(target: string): Promise<string[][]> {
  await sleep(20); // the last answer leaves after its client has it
  await forebay.clock.advance(HOUR_MS);
  const lines: string[][] = [];
  for (const Key of await keysOf(target)) {
    const text = await (await s3.send(new GetObjectCommand({ Bucket: target, Key }))).Body?.transformToString();
    for (const line of (text ?? "").split("\n").filter(Boolean))
      lines.push(line.match(/\[[^\]]*\]|"[^"]*"|[^ ]+/g) ?? []);
  }
  return lines;
}

describe("server access logging", () => {
  it("PutObject, GetObject, HeadObject, CopyObject, DeleteObjects: each leaves its lines", async () => {
    const [Bucket, target] = [await bucket(), await bucket()];
    await letIn(target, Bucket);
    await log(Bucket, target);
    await s3.send(new PutObjectCommand({ Bucket, Key: "a b", Body: "hello" }));
    const { $metadata } = await s3.send(new GetObjectCommand({ Bucket, Key: "a b", Range: "bytes=1-2" }));
    await s3.send(new HeadObjectCommand({ Bucket, Key: "a b" }));
    await s3.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource: `${Bucket}/a%20b` }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "c" }] } }));
    await expect(s3.send(new GetObjectCommand({ Bucket, Key: "none" }))).rejects.toThrow();
    const stranger = client({ credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wrong" } });
    await expect(stranger.send(new GetObjectCommand({ Bucket, Key: "a b" }))).rejects.toThrow();
    const lines = await delivered(target);
    expect(lines.map((fields) => `${fields[6]} ${fields[7]} ${fields[9]} ${fields[10]}`).toSorted()).toEqual(
      [
        "BATCH.DELETE.OBJECT c 204 -",
        "REST.COPY.OBJECT c 200 -",
        "REST.COPY.OBJECT_GET a+b 200 -",
        "REST.GET.OBJECT a+b 206 -",
        "REST.GET.OBJECT a+b 403 InvalidAccessKeyId",
        "REST.GET.OBJECT none 404 NoSuchKey",
        "REST.HEAD.OBJECT a+b 200 -",
        "REST.POST.MULTI_OBJECT_DELETE - 200 -",
        "REST.PUT.OBJECT a+b 200 -",
        "REST.PUT.LOGGING_STATUS - 200 -",
      ].toSorted(),
    );
    const read = lines.find((fields) => fields[9] === "206") ?? [];
    expect(read).toEqual([
      OWNER,
      Bucket,
      expect.stringMatching(/^\[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\]$/),
      "127.0.0.1",
      OWNER,
      $metadata.requestId,
      "REST.GET.OBJECT",
      "a+b",
      `"GET /${Bucket}/a%20b?x-id=GetObject HTTP/1.1"`,
      "206",
      "-",
      "2",
      "5",
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^\d+$/),
      '"-"',
      expect.stringContaining("aws-sdk-js"),
      "-",
      $metadata.extendedRequestId,
      "SigV4",
      "-",
      "AuthHeader",
      new URL(forebay.endpoint).host,
      "-",
      "-",
      "-",
      "us-east-1",
    ]);
  });

  it("a target that does not let S3 in gets nothing, and logging ends when it is turned off", async () => {
    const [Bucket, target] = [await bucket(), await bucket()];
    await log(Bucket, target);
    await s3.send(new PutObjectCommand({ Bucket, Key: "lost", Body: "1" }));
    expect(await delivered(target)).toEqual([]);
    await letIn(target, Bucket);
    await s3.send(new PutObjectCommand({ Bucket, Key: "kept", Body: "1" }));
    await s3.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: {} }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "after", Body: "1" }));
    expect((await delivered(target)).map((fields) => fields[7])).toEqual(["kept"]);
  });

  it("PutBucketLogging: where ACLs are on, the log delivery group must be let in, and that is enough", async () => {
    const [Bucket, TargetBucket] = [await bucket(), await bucket()];
    const Grantee = { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" } as const;
    const TargetGrants = [{ Grantee, Permission: "READ" } as const];
    await expect(log(Bucket, TargetBucket, { TargetGrants })).rejects.toEqual(failure(400, "InvalidArgument"));
    const Rules = [{ ObjectOwnership: "BucketOwnerPreferred" } as const];
    await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: TargetBucket, OwnershipControls: { Rules } }));
    await expect(log(Bucket, TargetBucket)).rejects.toEqual(
      failure(400, "InvalidTargetBucketForLogging", {
        message: "You must give the log-delivery group WRITE and READ_ACP permissions to the target bucket",
      }),
    );
    await s3.send(new PutBucketAclCommand({ Bucket: TargetBucket, ACL: "log-delivery-write" as "private" }));
    const PartitionedPrefix = { PartitionDateSource: "DeliveryTime" } as const;
    await log(Bucket, TargetBucket, { TargetObjectKeyFormat: { PartitionedPrefix } });
    await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "1" }));
    const lines = await delivered(TargetBucket);
    expect(lines.map((fields) => fields[7])).toContain("k");
    const [key = ""] = await keysOf(TargetBucket);
    expect(key).toMatch(
      new RegExp(`^log/000000000000/us-east-1/${Bucket}/\\d{4}/\\d\\d/\\d\\d/[\\d-]{19}-[0-9A-F]{16}$`),
    );
  });
});
