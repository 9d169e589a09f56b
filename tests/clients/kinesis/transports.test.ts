import { GetRecordsCommand, KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { activeStream, iterator, platform, text } from "./platform.ts";

const { forebay, kinesis } = await platform();
const StreamName = await activeStream(kinesis);

/** The SDK's HTTP/1.1 handler, which its other clients use. */
const http1 = new STSClient(forebay.clientConfig).config.requestHandler;

describe("transports", () => {
  it.each([
    ["HTTP/2 without TLS, the SDK's default for Kinesis", "NodeHttp2Handler", {}],
    ["HTTP/1.1", "NodeHttpHandler", { requestHandler: http1 }],
  ] as const)("PutRecord and GetRecords: over %s", async (name, handler, config) => {
    const client = new KinesisClient({ ...forebay.clientConfig, maxAttempts: 1, ...config });
    expect(client.config.requestHandler.constructor.name).toBe(handler);
    const ShardIterator = await iterator(client, StreamName, { ShardIteratorType: "LATEST" });
    const put = new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text(name) });
    const { SequenceNumber } = await client.send(put);
    const { Records } = await client.send(new GetRecordsCommand({ ShardIterator }));
    expect(Records?.map((record) => [record.SequenceNumber, Buffer.from(record.Data ?? []).toString()])).toEqual([
      [SequenceNumber, name],
    ]);
    client.destroy();
  });
});
