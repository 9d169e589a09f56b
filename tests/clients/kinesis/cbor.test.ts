import { createHash, createHmac, type BinaryLike } from "node:crypto";
import { cbor, tag } from "@smithy/core/cbor";
import { SignatureV4 } from "@smithy/signature-v4";
import { describe, expect, it } from "vitest";
import { activeConsumer } from "./fan-out.ts";
import { account, activeStream, platform, shard } from "./platform.ts";

const { forebay, kinesis } = await platform();
const { hostname, port, host } = new URL(forebay.endpoint);
const contentType = "application/x-amz-cbor-1.1";
const EPOCH_TAG = 1;

class Sha256 {
  readonly #hash;
  constructor(secret?: BinaryLike) {
    this.#hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret);
  }
  update(data: Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }
}

const signer = new SignatureV4({
  service: "kinesis",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  sha256: Sha256 as never,
});

/** What the Java SDKs send: the SDK's own CBOR codec and signer, over Node's fetch. */
async function send(operation: string, input: object): Promise<Response> {
  const body = cbor.serialize(input);
  const headers = { host, "content-type": contentType, "x-amz-target": `Kinesis_20131202.${operation}` };
  const request = { method: "POST", protocol: "http:", hostname, port: Number(port), path: "/", query: {}, headers };
  const signed = (await signer.sign({ ...request, body } as never)) as unknown as { headers: Record<string, string> };
  return fetch(forebay.endpoint, { method: "POST", headers: signed.headers, body });
}

async function call(operation: string, input: object): Promise<{ status: number; type: string | null; body: unknown }> {
  const answer = await send(operation, input);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    body: bytes.length > 0 ? cbor.deserialize(bytes) : undefined,
  };
}

/** Payloads of event-stream frames: two lengths and a checksum, headers, payload, a checksum. */
function* payloadsOf(frames: Buffer): Iterable<unknown> {
  for (let at = 0; at < frames.length; at += frames.readUInt32BE(at)) {
    const payloadStart = at + 12 + frames.readUInt32BE(at + 4);
    yield cbor.deserialize(frames.subarray(payloadStart, at + frames.readUInt32BE(at) - 4));
  }
}

describe("AWS's CBOR, as the Java SDKs speak it to Kinesis", () => {
  it("PutRecord and GetRecords: blobs are bytes, timestamps count milliseconds", async () => {
    const StreamName = await activeStream(kinesis);
    const fromMs = forebay.clock.now().getTime();
    const Data = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const put = await call("PutRecord", { StreamName, PartitionKey: "a", Data });
    expect(put).toEqual({
      status: 200,
      type: contentType,
      body: { ShardId: shard(0), SequenceNumber: expect.stringMatching(/^\d{56}$/) },
    });
    const at = { StreamName, ShardId: shard(0), ShardIteratorType: "AT_TIMESTAMP" };
    const Timestamp = tag({ tag: EPOCH_TAG, value: fromMs });
    const place = (await call("GetShardIterator", { ...at, Timestamp })).body as { ShardIterator: string };
    const { body } = await call("GetRecords", { ShardIterator: place.ShardIterator, Limit: 10 });
    const { Records, MillisBehindLatest } = body as { Records: Record<string, unknown>[]; MillisBehindLatest: number };
    expect(MillisBehindLatest).toBe(0);
    expect(Records).toHaveLength(1);
    const [{ ApproximateArrivalTimestamp: arrived, Data: read } = {}] = Records;
    expect(arrived).toMatchObject({ tag: EPOCH_TAG });
    const { value: arrivedMs } = arrived as { value: number };
    expect(arrivedMs).toBeGreaterThanOrEqual(fromMs);
    expect(arrivedMs).toBeLessThanOrEqual(forebay.clock.now().getTime());
    expect(Buffer.compare(read as Uint8Array, Data)).toBe(0);
  });

  it("SubscribeToShard: events in CBOR; without a number at the shard's end, as the Kinesis Client Library expects", async () => {
    const StreamName = await activeStream(kinesis);
    const StreamARN = `arn:aws:kinesis:us-east-1:${account}:stream/${StreamName}`;
    const ConsumerARN = await activeConsumer(kinesis, StreamARN, "reader");
    await call("PutRecord", { StreamName, PartitionKey: "a", Data: Buffer.from("hello") });
    const StartingPosition = { Type: "TRIM_HORIZON" };
    const answer = await send("SubscribeToShard", { ConsumerARN, ShardId: shard(0), StartingPosition });
    expect(answer.headers.get("content-type")).toBe("application/vnd.amazon.eventstream");
    await call("SplitShard", { StreamName, ShardToSplit: shard(0), NewStartingHashKey: "99" });
    const [initial, first, ...more] = [...payloadsOf(Buffer.from(await answer.arrayBuffer()))];
    expect(initial).toEqual({});
    expect(first).toMatchObject({
      Records: [{ PartitionKey: "a", ApproximateArrivalTimestamp: { tag: EPOCH_TAG } }],
      ContinuationSequenceNumber: expect.stringMatching(/^\d{56}$/) as string,
    });
    expect(more.at(-1)).toEqual({
      Records: [],
      MillisBehindLatest: 0,
      ChildShards: [1, 2].map((index) => expect.objectContaining({ ShardId: shard(index), ParentShards: [shard(0)] })),
    });
  });

  it("errors have __type and message (recorded), answers without output have no body", async () => {
    const missing = { status: 400, type: contentType };
    expect(await call("DescribeStreamSummary", { StreamName: "absent" })).toEqual({
      ...missing,
      body: {
        __type: "ResourceNotFoundException",
        message: `Stream absent under account ${account} not found.`,
      },
    });
    expect((await call("CreateStream", { StreamName: "bad name", ShardCount: 1 })).body).toMatchObject({
      __type: "ValidationException",
    });
    expect((await call("PutRecord", { StreamName: "s", PartitionKey: 1, Data: "x" })).body).toMatchObject({
      __type: "SerializationException",
    });
    expect(await call("CreateStream", { StreamName: "from-cbor", ShardCount: 1 })).toMatchObject({
      status: 200,
      body: undefined,
    });
  });
});
