// Delivery to Splunk's HTTP event collector. Documented: Splunk's HEC reference, the guide's pages on Splunk.
import { PutRecordBatchCommand, type SplunkDestinationConfiguration } from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import { endpoint, json, type Answering } from "./endpoint.ts";
import { activeStream, contents, delivered, keys, newBucket, platform, roleArn, text, until } from "./platform.ts";

const { firehose, s3, forebay } = await platform();

const HECToken = "b5f8f4a2-0000-4000-8000-000000000000";

async function stream(answering: Answering, settings: Partial<SplunkDestinationConfiguration> = {}) {
  const bucket = await newBucket(s3);
  const server = await endpoint(answering);
  const name = await activeStream(firehose, {
    SplunkDestinationConfiguration: {
      HECEndpoint: server.url,
      HECEndpointType: "Raw",
      HECToken,
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
      S3Configuration: { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` },
      ...settings,
    },
  });
  return { bucket, server, name };
}

const put = (name: string, ...texts: readonly string[]) =>
  firehose.send(
    new PutRecordBatchCommand({ DeliveryStreamName: name, Records: texts.map((each) => ({ Data: text(each) })) }),
  );

const isAck = (path: string): boolean => path.startsWith("/services/collector/ack");

async function failures(bucket: string): Promise<Record<string, unknown>[]> {
  await delivered(s3, bucket, "splunk-failed/");
  const lines = (await contents(s3, bucket, "splunk-failed/")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("delivery to Splunk", () => {
  it.each(["Raw", "Event"] as const)("posts %s events on a channel and waits for the acknowledgement", async (type) => {
    let polls = 0;
    const { server, name, bucket } = await stream(
      ({ path }, response) => {
        if (isAck(path)) json(response, 200, { acks: { "7": ++polls > 1 } });
        else json(response, 200, { text: "Success", code: 0, ackId: 7 });
      },
      { HECEndpointType: type },
    );
    await put(name, "one\n", "two\n");
    await until(async () => polls > 1);
    const [event, ack] = server.requests;
    const path = type === "Raw" ? "/services/collector/raw" : "/services/collector/event";
    const channel = event?.headers["x-splunk-request-channel"];
    expect(event).toMatchObject({
      path: `${path}?channel=${String(channel)}`,
      body: "one\ntwo\n",
      headers: { authorization: `Splunk ${HECToken}` },
    });
    expect(ack).toMatchObject({ body: '{"acks":[7]}', headers: { "x-splunk-request-channel": channel } });
    expect(await keys(s3, bucket)).toEqual([]);
  });

  it("tries again while the collector is busy", async () => {
    const { server, name } = await stream(({ path }, response, count) => {
      if (isAck(path)) json(response, 200, { acks: { "0": true } });
      else if (count === 0) json(response, 503, { text: "Server is busy", code: 9 });
      else json(response, 200, { ackId: 0 });
    });
    await put(name, "busy");
    await until(async () => server.requests.length === 3);
    expect(server.requests.filter(({ path }) => !isAck(path)).map(({ body }) => body)).toEqual(["busy", "busy"]);
  });

  it("puts what a wrong token refuses, and what has no ackId, under the error prefix (documented shape)", async () => {
    const { name, bucket } = await stream((_, response) => json(response, 403, { text: "Invalid token", code: 4 }));
    await put(name, "refused");
    expect(await failures(bucket)).toEqual([
      {
        attemptsMade: 1,
        arrivalTimestamp: expect.any(Number),
        errorCode: "Splunk.InvalidToken",
        errorMessage: 'HTTP 403 {"text":"Invalid token","code":4}',
        attemptEndingTimestamp: expect.any(Number),
        rawData: Buffer.from("refused").toString("base64"),
        EventId: expect.stringMatching(/^\d+\.0$/),
      },
    ]);
    const deaf = await stream((_, response) => json(response, 200, { text: "Success", code: 0 }));
    await put(deaf.name, "x");
    expect(await failures(deaf.bucket)).toMatchObject([{ errorCode: "Splunk.AckParseFailure" }]);
  });

  it("gives up on an acknowledgement at HECAcknowledgmentTimeoutInSeconds", async () => {
    const { server, name, bucket } = await stream(
      ({ path }, response) => json(response, 200, isAck(path) ? { acks: { "1": false } } : { ackId: 1 }),
      { HECAcknowledgmentTimeoutInSeconds: 180, RetryOptions: { DurationInSeconds: 0 } },
    );
    await put(name, "waiting");
    await until(async () => server.requests.some(({ path }) => isAck(path)));
    await fetch(`${forebay.endpoint}/_forebay/clock`, { method: "POST", body: JSON.stringify({ advanceMs: 181_000 }) });
    expect(await failures(bucket)).toMatchObject([{ errorCode: "Splunk.AckTimeout" }]);
  });
});
