// CloudWatch Logs as a source: a subscription, unpacked and delivered to S3.
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { gunzipSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import { newRole } from "../role.ts";
import {
  account,
  activeStream,
  contents,
  keys,
  newBucket,
  newName,
  objectOf,
  platform,
  region,
  toBucket,
  until,
} from "./platform.ts";
import { processed, processor } from "./processing.ts";

const { forebay, firehose, s3 } = await platform();
const logs = new CloudWatchLogsClient(forebay.clientConfig);
afterAll(() => logs.destroy());
const roleArn = await newRole(forebay, "logs-to-firehose", ["logs.amazonaws.com"]);

/** A log group whose errors go to the delivery stream. */
async function subscribed(stream: string): Promise<(...messages: string[]) => Promise<unknown>> {
  const logGroupName = newName("/app/group");
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "web" }));
  const destinationArn = `arn:aws:firehose:${region}:${account}:deliverystream/${stream}`;
  await logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName,
      filterName: "errors",
      filterPattern: "ERROR",
      destinationArn,
      roleArn,
    }),
  );
  return (...messages) => {
    const timestamp = forebay.clock.now().getTime();
    const logEvents = messages.map((message) => ({ timestamp, message }));
    return logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: "web", logEvents }));
  };
}

it("delivers the messages of a subscription, a line each", async () => {
  const bucket = await newBucket(s3);
  const name = await activeStream(firehose, {
    ExtendedS3DestinationConfiguration: processed(bucket, [
      processor("Decompression", { CompressionFormat: "GZIP" }),
      processor("CloudWatchLogProcessing", { DataMessageExtraction: "true" }),
    ]),
  });
  const log = await subscribed(name);
  await log("INFO fine", "ERROR one", "ERROR two");
  await log("ERROR three");
  await until(async () => (await contents(s3, bucket)).includes("three"));
  const lines = (await contents(s3, bucket)).split("\n");
  expect(lines.toSorted()).toEqual(["", "ERROR one", "ERROR three", "ERROR two"]);
});

it("delivers a subscription as it comes, gzipped JSON, without processors (documented)", async () => {
  const bucket = await newBucket(s3);
  const name = await activeStream(firehose, { ExtendedS3DestinationConfiguration: toBucket(bucket) });
  await (
    await subscribed(name)
  )("ERROR packed");
  const unpacked = async (): Promise<string> => {
    const parts = await Promise.all((await keys(s3, bucket)).map((key) => objectOf(s3, bucket, key)));
    return parts.map(({ bytes }) => gunzipSync(bytes).toString()).join("");
  };
  await until(async () => (await unpacked()).includes("ERROR packed"));
  expect(await unpacked()).toContain('"messageType":"DATA_MESSAGE"');
});
