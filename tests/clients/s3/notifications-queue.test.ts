// Event notifications to queues of SQS. Records are those that functions get; refusals are recorded unless said otherwise.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  type QueueConfiguration,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { afterAll, describe, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { bucketName, failure } from "./platform.ts";

const forebay = await startForebay();
const s3 = new S3Client({ ...forebay.clientConfig, maxAttempts: 1 });
const sqs = new SQSClient({ ...forebay.clientConfig, maxAttempts: 1 });
afterAll(async () => {
  s3.destroy();
  sqs.destroy();
  await forebay.close();
});

const account = "000000000000";
const arn = (name: string): string => `arn:aws:sqs:us-east-1:${account}:${name}`;

async function newBucket(): Promise<string> {
  const Bucket = bucketName();
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

/** Lets S3 send for the bucket, and for that one only. */
const policyFor = (QueueArn: string, Bucket: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: QueueArn,
      Condition: {
        ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${Bucket}` },
        StringEquals: { "aws:SourceAccount": account },
      },
    },
  });

const put = (Bucket: string, ...QueueConfigurations: QueueConfiguration[]) =>
  s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { QueueConfigurations } }),
  );

/** The next message, which is deleted. */
async function next(QueueUrl: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 2 }));
    const [message] = Messages ?? [];
    if (!message) continue;
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    return JSON.parse(message.Body ?? "") as Record<string, unknown>;
  }
}

const refused = (QueueArn: string, reason: string) =>
  failure(400, "InvalidArgument", {
    message: "Unable to validate the following destination configurations",
    ArgumentName1: QueueArn,
    ArgumentValue1: reason,
  });

describe("event notifications to queues", () => {
  it("PutBucketNotificationConfiguration: a queue gets a test event, then what happens to matching objects (recorded)", async () => {
    const Bucket = await newBucket();
    const QueueArn = arn("told");
    const Attributes = { Policy: policyFor(QueueArn, Bucket) };
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "told", Attributes }));
    await put(Bucket, {
      Id: "jpgs",
      QueueArn,
      Events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
      Filter: { Key: { FilterRules: [{ Name: "suffix", Value: ".jpg" }] } },
    });
    expect(await next(QueueUrl)).toEqual({
      Service: "Amazon S3",
      Event: "s3:TestEvent",
      Time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      Bucket,
      RequestId: expect.any(String),
      HostId: expect.any(String),
    });
    await s3.send(new PutObjectCommand({ Bucket, Key: "a.txt", Body: "no" }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "a b.jpg", Body: "yes" }));
    expect(await next(QueueUrl)).toMatchObject({
      Records: [
        {
          eventSource: "aws:s3",
          eventName: "ObjectCreated:Put",
          s3: { configurationId: "jpgs", bucket: { name: Bucket }, object: { key: "a+b.jpg", size: 3 } },
        },
      ],
    });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: "a b.jpg" }));
    expect(await next(QueueUrl)).toMatchObject({ Records: [{ eventName: "ObjectRemoved:Delete" }] });
  });

  it("PutBucketNotificationConfiguration: refuses queues that are not there, are FIFO, or do not let the bucket in", async () => {
    const [Bucket, other] = [await newBucket(), await newBucket()];
    const one = (QueueArn: string): QueueConfiguration => ({ QueueArn, Events: ["s3:ObjectCreated:*"] });
    await expect(put(Bucket, one(arn("absent")))).rejects.toEqual(
      refused(arn("absent"), "The destination queue does not exist"),
    );
    const denied = refused(
      arn("closed"),
      "Permissions on the destination queue do not allow S3 to publish notifications from this bucket",
    );
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "closed" }));
    await expect(put(Bucket, one(arn("closed")))).rejects.toEqual(denied);
    const Policy = policyFor(arn("closed"), other);
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
    await expect(put(Bucket, one(arn("closed")))).rejects.toEqual(denied);
    await put(other, one(arn("closed")));
    await sqs.send(new CreateQueueCommand({ QueueName: "in-order.fifo", Attributes: { FifoQueue: "true" } }));
    await expect(put(Bucket, one(arn("in-order.fifo")))).rejects.toMatchObject({
      message: "Unable to validate the following destination configurations",
    });
  });
});
