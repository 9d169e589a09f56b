// Delivery to HTTP endpoints. Documented: the guide's "HTTP endpoint delivery request and response specifications".
import {
  PutRecordBatchCommand,
  UpdateDestinationCommand,
  type HttpEndpointDestinationConfiguration,
} from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import { deliveryIn, endpoint, json, receipt, textsIn, type Answering } from "./endpoint.ts";
import {
  account,
  activeStream,
  contents,
  delivered,
  describeStream,
  keys,
  newBucket,
  platform,
  region,
  roleArn,
  text,
  until,
} from "./platform.ts";

const { forebay, firehose, s3 } = await platform();

const toEndpoint = (
  Url: string,
  bucket: string,
  settings: Partial<HttpEndpointDestinationConfiguration> = {},
): HttpEndpointDestinationConfiguration => ({
  EndpointConfiguration: { Url, Name: "mine", AccessKey: "secret" },
  BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
  RetryOptions: { DurationInSeconds: 60 },
  RoleARN: roleArn,
  S3Configuration: { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` },
  ...settings,
});

const put = (name: string, ...texts: readonly string[]) =>
  firehose.send(
    new PutRecordBatchCommand({ DeliveryStreamName: name, Records: texts.map((each) => ({ Data: text(each) })) }),
  );

async function stream(answering: Answering, settings: Partial<HttpEndpointDestinationConfiguration> = {}) {
  const bucket = await newBucket(s3);
  const server = await endpoint(answering);
  const HttpEndpointDestinationConfiguration = toEndpoint(server.url, bucket, settings);
  const name = await activeStream(firehose, { HttpEndpointDestinationConfiguration });
  return { bucket, server, name };
}

async function failures(bucket: string): Promise<Record<string, unknown>[]> {
  await delivered(s3, bucket, "http-endpoint-failed/");
  const lines = (await contents(s3, bucket, "http-endpoint-failed/")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const never = { RetryOptions: { DurationInSeconds: 0 } };

describe("delivery to an HTTP endpoint", () => {
  it("posts the records as documented, once", async () => {
    const { server, name, bucket } = await stream(receipt);
    await put(name, "one", "two");
    await until(async () => server.requests.length > 0);
    const [request] = server.requests;
    if (!request) throw new Error("nothing came");
    expect(request.headers).toMatchObject({
      "content-type": "application/json",
      "x-amz-firehose-protocol-version": "1.0",
      "x-amz-firehose-access-key": "secret",
      "x-amz-firehose-source-arn": `arn:aws:firehose:${region}:${account}:deliverystream/${name}`,
    });
    expect(request.headers).not.toHaveProperty("x-amz-firehose-common-attributes");
    expect(deliveryIn(request)).toEqual({
      requestId: request.headers["x-amz-firehose-request-id"],
      timestamp: expect.any(Number),
      records: ["one", "two"].map((each) => ({ data: Buffer.from(each).toString("base64") })),
    });
    await put(name, "three");
    await until(async () => server.requests.length > 1);
    expect(server.requests.flatMap(textsIn)).toEqual(["one", "two", "three"]);
    expect(await keys(s3, bucket)).toEqual([]);
  });

  it("compresses, and names the common attributes", async () => {
    const CommonAttributes = [{ AttributeName: "team", AttributeValue: "lake" }];
    const { server, name } = await stream(receipt, {
      RequestConfiguration: { ContentEncoding: "GZIP", CommonAttributes },
    });
    await put(name, "zipped");
    await until(async () => server.requests.length > 0);
    expect(server.requests[0]?.headers).toMatchObject({
      "content-encoding": "gzip",
      "x-amz-firehose-common-attributes": JSON.stringify({ commonAttributes: { team: "lake" } }),
    });
    expect(server.requests.flatMap(textsIn)).toEqual(["zipped"]);
  });

  it("tries again with the same request id, whatever the answer lacked", async () => {
    const answers: Answering[] = [
      (_, response) => json(response, 500, { errorMessage: "down" }),
      (_, response) => json(response, 200, { requestId: "another", timestamp: 1 }),
      (_, response) => void response.writeHead(200).write("{", () => response.destroy()),
    ];
    const { server, name, bucket } = await stream((received, response, count) =>
      (answers[count] ?? receipt)(received, response, count),
    );
    await put(name, "again");
    await until(async () => server.requests.length === 4);
    expect(new Set(server.requests.map((request) => deliveryIn(request).requestId)).size).toBe(1);
    await put(name, "next");
    await until(async () => server.requests.length === 5);
    expect(await keys(s3, bucket)).toEqual([]);
  });

  it("puts what was not taken within the retry duration under the error prefix (documented shape)", async () => {
    const { name, bucket } = await stream((_, response) => json(response, 401, { errorMessage: "who?" }), never);
    await put(name, "lost", "too");
    const lines = await failures(bucket);
    expect(lines.map(({ rawData }) => Buffer.from(String(rawData), "base64").toString())).toEqual(["lost", "too"]);
    expect(lines[0]).toEqual({
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      errorCode: "HttpEndpoint.DestinationException",
      errorMessage: 'Received the following response from the endpoint destination. {"errorMessage":"who?"}',
      attemptEndingTimestamp: expect.any(Number),
      rawData: Buffer.from("lost").toString("base64"),
      subsequenceNumber: 0,
      dataId: expect.stringMatching(/^\d+\.0$/),
    });
  });

  it("does not try again what is too large (documented: 413)", async () => {
    const { server, name, bucket } = await stream((_, response) => json(response, 413, {}));
    await put(name, "large");
    expect(await failures(bucket)).toHaveLength(1);
    expect(server.requests).toHaveLength(1);
  });

  it("says so when nobody listens, and delivers when the endpoint is back", async () => {
    const { server, name, bucket } = await stream(receipt);
    await server.close();
    await put(name, "patient");
    const back = await endpoint(receipt, server.port);
    await until(async () => back.requests.length > 0);
    expect(back.requests.flatMap(textsIn)).toEqual(["patient"]);
    await back.close();
    const { VersionId } = await describeStream(firehose, name);
    await firehose.send(
      new UpdateDestinationCommand({
        DeliveryStreamName: name,
        CurrentDeliveryStreamVersionId: VersionId,
        DestinationId: "destinationId-000000000001",
        HttpEndpointDestinationUpdate: never,
      }),
    );
    await put(name, "impatient");
    expect(await failures(bucket)).toMatchObject([{ errorCode: "HttpEndpoint.ConnectionFailed" }]);
  });

  it("takes records while the endpoint hangs, and goes with an update to another", async () => {
    const { server, name } = await stream(() => {});
    await put(name, "a");
    await until(async () => server.requests.length > 0);
    await put(name, "b", "c");
    const other = await endpoint(receipt);
    await firehose.send(
      new UpdateDestinationCommand({
        DeliveryStreamName: name,
        CurrentDeliveryStreamVersionId: "1",
        DestinationId: "destinationId-000000000001",
        HttpEndpointDestinationUpdate: { EndpointConfiguration: { Url: other.url } },
      }),
    );
    await server.close();
    await until(async () => other.requests.flatMap(textsIn).length === 3);
    expect(other.requests.flatMap(textsIn)).toEqual(["a", "b", "c"]);
    expect(other.requests[0]?.headers).not.toHaveProperty("x-amz-firehose-access-key");
  });

  it("backs all records up when told so", async () => {
    const { server, name, bucket } = await stream(receipt, { S3BackupMode: "AllData" });
    await put(name, "x", "y");
    await until(async () => server.requests.length === 1);
    await forebay.clock.advance(300_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe("xy");
  });
});

describe("DescribeDeliveryStream", () => {
  it("shows the endpoint without its key, and the defaults", async () => {
    const bucket = await newBucket(s3);
    const S3Configuration = { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${bucket}` };
    const EndpointConfiguration = { Url: "https://example.com/x", Name: "mine", AccessKey: "secret" };
    const name = await activeStream(firehose, {
      HttpEndpointDestinationConfiguration: { EndpointConfiguration, S3Configuration },
    });
    const { Destinations } = await describeStream(firehose, name);
    expect(Destinations).toMatchObject([
      {
        DestinationId: "destinationId-000000000001",
        HttpEndpointDestinationDescription: {
          EndpointConfiguration: { Url: "https://example.com/x", Name: "mine" },
          BufferingHints: { SizeInMBs: 5, IntervalInSeconds: 300 },
          RetryOptions: { DurationInSeconds: 300 },
          S3BackupMode: "FailedDataOnly",
          S3DestinationDescription: { ...S3Configuration, CompressionFormat: "UNCOMPRESSED" },
        },
      },
    ]);
    expect(JSON.stringify(Destinations)).not.toContain("secret");
  });
});
