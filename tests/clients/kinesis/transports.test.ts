import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  KinesisClient,
  PutRecordCommand,
  type KinesisClientConfig,
} from "@aws-sdk/client-kinesis";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { account, activeStream, iterator, platform, text } from "./platform.ts";

const { forebay, kinesis } = await platform();
const StreamName = await activeStream(kinesis);

/** The SDK's HTTP/1.1 handler and its CBOR protocol, as other clients of the SDK use them. */
const http1 = new STSClient(forebay.clientConfig).config.requestHandler;
const cborProtocol = new CloudWatchClient(forebay.clientConfig).config.protocol.constructor as new (
  settings: object,
) => NonNullable<KinesisClientConfig["protocol"]>;
const cbor = { protocol: new cborProtocol(kinesis.config.protocolSettings) } as KinesisClientConfig;

describe("transports and protocols", () => {
  it.each([
    ["JSON over HTTP/2 without TLS, the SDK's default", {}],
    ["JSON over HTTP/1.1", { requestHandler: http1 }],
    ["CBOR over HTTP/2", cbor],
    ["CBOR over HTTP/1.1", { ...cbor, requestHandler: http1 }],
  ] as const)("PutRecord and GetRecords: %s", async (name, config) => {
    const client = new KinesisClient({ ...forebay.clientConfig, maxAttempts: 1, ...config });
    const LATEST = await iterator(client, StreamName, { ShardIteratorType: "LATEST" });
    const { SequenceNumber } = await client.send(
      new PutRecordCommand({ StreamName, PartitionKey: "a", Data: text(name) }),
    );
    const { Records } = await client.send(new GetRecordsCommand({ ShardIterator: LATEST }));
    expect(Records?.map((record) => [record.SequenceNumber, Buffer.from(record.Data ?? []).toString()])).toEqual([
      [SequenceNumber, name],
    ]);
    expect(Records?.[0]?.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
    await expect(client.send(new DescribeStreamSummaryCommand({ StreamName: "absent" }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: `Stream absent under account ${account} not found.`,
    });
    client.destroy();
  });
});
