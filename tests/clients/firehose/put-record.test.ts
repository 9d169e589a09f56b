import { PutRecordBatchCommand, PutRecordCommand } from "@aws-sdk/client-firehose";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  account,
  activeStream,
  contents,
  delivered,
  keys,
  newBucket,
  objectOf,
  platform,
  text,
  toBucket,
  until,
} from "./platform.ts";

const { forebay, firehose, s3 } = await platform();

/** Long enough for a delivery to have been tried. */
const FIRST_ATTEMPT_MS = 200;

const put = (DeliveryStreamName: string, data: string) =>
  firehose.send(new PutRecordCommand({ DeliveryStreamName, Record: { Data: text(data) } }));

describe("PutRecord", () => {
  it("PutRecord: delivers the bytes as they are, one after the other (documented)", async () => {
    const bucket = await newBucket(s3);
    const hints = { SizeInMBs: 1, IntervalInSeconds: 60 };
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, { BufferingHints: hints }),
    });
    const { RecordId, Encrypted } = await put(name, "abc");
    expect(RecordId).toMatch(/^\S+$/);
    expect(Encrypted).toBe(false);
    expect((await put(name, "abc")).RecordId).not.toBe(RecordId);
    await put(name, "abc");
    expect(await keys(s3, bucket)).toEqual([]);
    await forebay.clock.advance(60_000);
    const [key = ""] = await delivered(s3, bucket);
    const { bytes, ContentType, ContentEncoding } = await objectOf(s3, bucket, key);
    expect(bytes.toString()).toBe("abcabcabc");
    expect(ContentType).toBe("application/octet-stream");
    expect(ContentEncoding).toBeUndefined();
  });

  it("PutRecord: names objects as AWS does (documented)", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
    await put(name, "x");
    const [key] = await delivered(s3, bucket);
    const uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    expect(key).toMatch(new RegExp(String.raw`^(\d{4})/(\d\d)/(\d\d)/(\d\d)/${name}-1-\1-\2-\3-\4-\d\d-\d\d-${uuid}$`));
  });

  it("PutRecord: evaluates prefixes in the stream's time zone", async () => {
    const bucket = await newBucket(s3);
    await forebay.clock.set("2030-06-30T20:00:00Z");
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, {
        Prefix: "dt=!{timestamp:yyyy-MM-dd}/rand=!{firehose:random-string}/",
        ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
        CustomTimeZone: "Asia/Tokyo",
        FileExtension: ".log",
      }),
    });
    await put(name, "x");
    const [key] = await delivered(s3, bucket);
    expect(key).toMatch(
      new RegExp(`^dt=2030-07-01/rand=[0-9a-f]{11}/${name}-1-2030-07-01-05-00-\\d\\d-[0-9a-f-]{36}\\.log$`),
    );
  });

  it("PutRecord: compresses, with AWS's extension and encoding (recorded)", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, { CompressionFormat: "GZIP" }),
    });
    await put(name, "zipped");
    const [key = ""] = await delivered(s3, bucket);
    expect(key).toMatch(/\.gz$/);
    const { bytes, ContentEncoding } = await objectOf(s3, bucket, key);
    expect(gunzipSync(bytes).toString()).toBe("zipped");
    expect(ContentEncoding).toBe("gzip");
  });

  it("PutRecord: appends a delimiter when told so", async () => {
    const bucket = await newBucket(s3);
    const Parameters = [{ ParameterName: "Delimiter" as const, ParameterValue: "\\n" }];
    const Processors = [{ Type: "AppendDelimiterToRecord" as const, Parameters }];
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, { ProcessingConfiguration: { Enabled: true, Processors } }),
    });
    const Records = ["a", "b"].map((data) => ({ Data: text(data) }));
    await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("a\nb\n");
  });

  it("PutRecord: fills the buffer to its size before its time has come", async () => {
    const bucket = await newBucket(s3);
    const hints = { SizeInMBs: 1, IntervalInSeconds: 900 };
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, { BufferingHints: hints }),
    });
    const Data = new Uint8Array(256 * 1024);
    for (let index = 0; index < 5; index++)
      await firehose.send(new PutRecordCommand({ DeliveryStreamName: name, Record: { Data } }));
    const [key = ""] = await delivered(s3, bucket);
    expect((await objectOf(s3, bucket, key)).bytes.length).toBe(1024 * 1024);
    expect(await keys(s3, bucket)).toHaveLength(1);
  });

  it("PutRecord: backs up what came, by hints, a prefix and a compression of the backup's own", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, {
      ExtendedS3DestinationConfiguration: toBucket(bucket, {
        Prefix: "data/",
        S3BackupMode: "Enabled",
        S3BackupConfiguration: {
          ...toBucket(bucket, { BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 900 } }),
          Prefix: "backup/",
          CompressionFormat: "GZIP",
        },
      }),
    });
    await put(name, "first");
    await delivered(s3, bucket, "data/");
    await put(name, "second");
    await delivered(s3, bucket, "data/", 2);
    expect(await keys(s3, bucket, "backup/")).toEqual([]);
    await forebay.clock.advance(900_000);
    const [key = ""] = await delivered(s3, bucket, "backup/");
    expect(key).toMatch(/\.gz$/);
    expect(gunzipSync((await objectOf(s3, bucket, key)).bytes).toString()).toBe("firstsecond");
  });

  it("PutRecord: waits for a bucket that is not there, and loses nothing", async () => {
    const bucket = `${await newBucket(s3)}-later`;
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
    await put(name, "patient");
    await sleep(FIRST_ATTEMPT_MS);
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await forebay.clock.advance(60_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("patient");
  });

  it("PutRecord: gives records up after 24 hours without the bucket (documented)", async () => {
    const bucket = `${await newBucket(s3)}-too-late`;
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
    await put(name, "lost");
    await sleep(FIRST_ATTEMPT_MS);
    await forebay.clock.advance(24 * 3_600_000);
    await put(name, "in time");
    await sleep(FIRST_ATTEMPT_MS);
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await forebay.clock.advance(60_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("in time");
  });

  it("PutRecord: refuses a stream that is not there (recorded)", async () => {
    await expect(put("nowhere", "x")).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Firehose nowhere under account ${account} not found.`,
    });
  });
});

describe("PutRecordBatch", () => {
  it("PutRecordBatch: answers an id for each record (documented)", async () => {
    const bucket = await newBucket(s3);
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
    const Records = Array.from({ length: 500 }, (_, index) => ({ Data: text(`${index}\n`) }));
    const answer = await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
    expect(answer.FailedPutCount).toBe(0);
    expect(new Set(answer.RequestResponses?.map(({ RecordId }) => RecordId)).size).toBe(500);
    await until(async () => (await contents(s3, bucket)).endsWith("499\n"));
    expect(await contents(s3, bucket)).toBe(Records.map((_, index) => `${index}\n`).join(""));
  });

  it("PutRecordBatch: refuses 501 records, and more than 4 MiB", async () => {
    const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket("lake") });
    const tooMany = Array.from({ length: 501 }, () => ({ Data: text("x") }));
    await expect(
      firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records: tooMany })),
    ).rejects.toMatchObject({ name: "ValidationException" });
    const tooLarge = Array.from({ length: 5 }, () => ({ Data: new Uint8Array(1_000_000) }));
    await expect(
      firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records: tooLarge })),
    ).rejects.toMatchObject({ name: "InvalidArgumentException", message: "Records size exceeds 4 MB limit" });
  });
});
