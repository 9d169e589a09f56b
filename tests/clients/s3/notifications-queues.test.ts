// Events of S3 in queues.
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DeleteMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, expect, it } from "vitest";
import { startForebay } from "../../../src/index.ts";
import { arnOf, newQueue, receive } from "../sns/queues.ts";

const forebay = await startForebay();
const sqs = new SQSClient({ ...forebay.clientConfig, maxAttempts: 1 });
afterAll(async () => {
  sqs.destroy();
  await forebay.close();
});
const Bucket = "told";

it("PutBucketNotificationConfiguration: a queue that lets S3 in gets the test event and what happens to objects", async () => {
  const s3 = new S3Client({ ...forebay.clientConfig, maxAttempts: 1 });
  await s3.send(new CreateBucketCommand({ Bucket }));
  const QueueUrl = await newQueue(sqs);
  const Filter = { Key: { FilterRules: [{ Name: "suffix" as const, Value: ".csv" }] } };
  const configured = { Id: "loads", QueueArn: arnOf(QueueUrl), Events: ["s3:ObjectCreated:*" as const], Filter };
  const put = new PutBucketNotificationConfigurationCommand({
    Bucket,
    NotificationConfiguration: { QueueConfigurations: [configured] },
  });
  // Recorded.
  await expect(s3.send(put)).rejects.toMatchObject({
    name: "InvalidArgument",
    message: "Unable to validate the following destination configurations",
  });
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: arnOf(QueueUrl),
    Condition: { ArnLike: { "aws:SourceArn": `arn:aws:s3:::${Bucket}` } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await s3.send(put);
  const take = async () => {
    const [message] = await receive(sqs, QueueUrl, { WaitTimeSeconds: 20, MaxNumberOfMessages: 1 });
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    return JSON.parse(message?.Body ?? "") as object;
  };
  expect(await take()).toMatchObject({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket });
  await s3.send(new PutObjectCommand({ Bucket, Key: "a.txt", Body: "no" }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "a b.csv", Body: "yes" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "a b.csv" }));
  expect(await take()).toMatchObject({
    Records: [
      { eventName: "ObjectCreated:Put", s3: { configurationId: "loads", object: { key: "a+b.csv", size: 3 } } },
    ],
  });
  expect(await receive(sqs, QueueUrl)).toEqual([]);
  s3.destroy();
});
