// Delivery to OpenSearch by _bulk. Documented: OpenSearch's Bulk API, the guide's pages on OpenSearch Service.
import {
  CreateDeliveryStreamCommand,
  PutRecordBatchCommand,
  type AmazonopensearchserviceDestinationConfiguration,
} from "@aws-sdk/client-firehose";
import { describe, expect, it } from "vitest";
import { endpoint, json, type Answering, type Received } from "./endpoint.ts";
import {
  activeStream,
  contents,
  delivered,
  keys,
  newBucket,
  newName,
  platform,
  roleArn,
  text,
  until,
} from "./platform.ts";

const { forebay, firehose, s3 } = await platform();

interface Action {
  /** `_index`, `_id` and `_type`. */
  readonly index: Readonly<Record<string, string>>;
}

/** The actions of a bulk request, each with its document. */
function actionsIn({ body }: Received): { readonly action: Action; readonly document: string }[] {
  const lines = body.trimEnd().split("\n");
  return lines.flatMap((line, at) =>
    at % 2 === 0 ? [{ action: JSON.parse(line) as Action, document: lines[at + 1] ?? "" }] : [],
  );
}

const bulk =
  (statusOf: (document: string, count: number) => number): Answering =>
  (received, response, count) => {
    const items = actionsIn(received).map(({ document }) => {
      const status = statusOf(document, count);
      return { index: { status, ...(status > 299 && { error: { type: "oops", reason: `status ${status}` } }) } };
    });
    json(response, 200, { took: 1, errors: items.some(({ index: { status } }) => status > 299), items });
  };

async function stream(answering: Answering, settings: Partial<AmazonopensearchserviceDestinationConfiguration> = {}) {
  const bucket = await newBucket(s3);
  const server = await endpoint(answering);
  const name = await activeStream(firehose, {
    AmazonopensearchserviceDestinationConfiguration: {
      RoleARN: roleArn,
      ClusterEndpoint: server.url,
      IndexName: "logs",
      IndexRotationPeriod: "NoRotation",
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

async function failures(bucket: string): Promise<Record<string, unknown>[]> {
  await delivered(s3, bucket, "AmazonOpenSearchService_failed/");
  const lines = (await contents(s3, bucket, "AmazonOpenSearchService_failed/")).trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe("delivery to OpenSearch", () => {
  it("indexes each record as a document with an id of its own", async () => {
    const { server, name, bucket } = await stream(bulk(() => 201));
    await put(name, '{"a":1}\n', '{\n  "a": 2\n}');
    await until(async () => server.requests.length > 0);
    const [request] = server.requests;
    if (!request) throw new Error("nothing came");
    expect(request).toMatchObject({ path: "/_bulk", headers: { "content-type": "application/x-ndjson" } });
    const actions = actionsIn(request);
    expect(actions.map(({ document }) => JSON.parse(document) as unknown)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(actions.map(({ action }) => action.index["_index"])).toEqual(["logs", "logs"]);
    expect(new Set(actions.map(({ action }) => action.index["_id"])).size).toBe(2);
    expect(await keys(s3, bucket)).toEqual([]);
  });

  it("rotates the index, and leaves ids to the cluster when told so", async () => {
    const { server, name } = await stream(
      bulk(() => 201),
      { IndexRotationPeriod: "OneMonth", DocumentIdOptions: { DefaultDocumentIdFormat: "NO_DOCUMENT_ID" } },
    );
    await put(name, "{}");
    await until(async () => server.requests.length > 0);
    const month = new Date().toISOString().slice(0, 7);
    expect(server.requests.flatMap(actionsIn).map(({ action }) => action)).toEqual([
      { index: { _index: `logs-${month}` } },
    ]);
  });

  it("sends again what the cluster was too busy for, and only that", async () => {
    const { server, name } = await stream(bulk((document, count) => (document.includes("busy") && !count ? 429 : 201)));
    await put(name, '{"a":"busy"}', '{"a":"fine"}');
    await until(async () => server.requests.length === 2);
    const [first = [], second = []] = server.requests.map(actionsIn);
    expect(second).toEqual([first[0]]);
  });

  it("puts documents that the cluster refuses under the error prefix (documented shape)", async () => {
    const { server, name, bucket } = await stream(bulk((document) => (document.includes("bad") ? 400 : 201)));
    await put(name, '{"a":"bad"}', '{"a":"good"}', "no JSON");
    const lines = await failures(bucket);
    expect(lines).toHaveLength(2);
    expect(lines.find(({ rawData }) => rawData === Buffer.from('{"a":"bad"}').toString("base64"))).toEqual({
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      errorCode: "400",
      errorMessage: '{"type":"oops","reason":"status 400"}',
      attemptEndingTimestamp: expect.any(Number),
      esDocumentId: expect.stringMatching(/^\d+\.0$/),
      esIndexName: "logs",
      esTypeName: "",
      rawData: expect.any(String),
    });
    expect(server.requests).toHaveLength(1);
  });

  it("puts all of them there when the cluster is not, after the retry duration", async () => {
    const { server, name, bucket } = await stream(
      bulk(() => 201),
      { RetryOptions: { DurationInSeconds: 0 } },
    );
    await server.close();
    await put(name, "{}", "{}");
    expect(await failures(bucket)).toHaveLength(2);
  });

  it("backs all documents up when told so", async () => {
    const { server, name, bucket } = await stream(
      bulk(() => 201),
      { S3BackupMode: "AllDocuments" },
    );
    await put(name, '{"a":1}');
    await until(async () => server.requests.length === 1);
    await forebay.clock.advance(300_000);
    await delivered(s3, bucket);
    expect(await contents(s3, bucket)).toBe('{"a":1}');
  });
});

describe("CreateDeliveryStream", () => {
  it("takes Elasticsearch and a collection's endpoint alike, and answers 501 to domains and VPCs", async () => {
    const server = await endpoint(bulk(() => 200));
    const S3Configuration = { RoleARN: roleArn, BucketARN: `arn:aws:s3:::${await newBucket(s3)}` };
    const general = { RoleARN: roleArn, IndexName: "logs", S3Configuration };
    const BufferingHints = { SizeInMBs: 1, IntervalInSeconds: 0 };
    const old = await activeStream(firehose, {
      ElasticsearchDestinationConfiguration: {
        ...general,
        ClusterEndpoint: server.url,
        TypeName: "line",
        BufferingHints,
      },
    });
    const collection = await activeStream(firehose, {
      AmazonOpenSearchServerlessDestinationConfiguration: {
        ...general,
        CollectionEndpoint: server.url,
        BufferingHints,
      },
    });
    await put(old, '{"from":"old"}');
    await put(collection, '{"from":"collection"}');
    await until(async () => server.requests.length === 2);
    const day = new Date().toISOString().slice(0, 10);
    const actions = server.requests.flatMap(actionsIn).map(({ action }) => action.index);
    expect(actions).toContainEqual(expect.objectContaining({ _index: `logs-${day}`, _type: "line" }));
    expect(actions).toContainEqual(expect.objectContaining({ _index: "logs" }));
    const domain = new CreateDeliveryStreamCommand({
      DeliveryStreamName: newName("stream"),
      AmazonopensearchserviceDestinationConfiguration: {
        ...general,
        DomainARN: "arn:aws:es:us-east-1:000000000000:domain/logs",
      },
    });
    await expect(firehose.send(domain)).rejects.toMatchObject({ name: "NotImplemented" });
  });
});
