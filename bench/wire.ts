// The codecs against what Node itself takes for the same bytes: reading and checking inputs, writing outputs.
import { loadService } from "../src/wire/models.ts";
import { protocols } from "../src/wire/protocols/protocols.ts";
import { validate } from "../src/wire/validate.ts";
import type { ProtocolName } from "../src/wire/wire.ts";
import { micros } from "./micros.ts";
import { report } from "./report.ts";

function compare(what: string, ours: () => unknown, floor: () => unknown, floorName: string): void {
  const [taken, least] = [micros(ours), micros(floor)];
  report(what, `${taken.toFixed(1)} us`, `${(taken / least).toFixed(2)} x ${floorName}`);
}

const head = { method: "POST", path: "/", query: "", headers: {} };
const answering = { requestId: "00000000-0000-4000-8000-000000000000", head };

function reading(what: string, service: string, operation: string, protocol: ProtocolName, input: object): void {
  const found = loadService(service).operations.get(operation)!;
  const body = Buffer.from(JSON.stringify(input));
  const decoded = protocols[protocol].decode(found, head, body);
  compare(
    `${what}, read`,
    () => protocols[protocol].decode(found, head, body),
    () => JSON.parse(body.toString()),
    "JSON.parse",
  );
  report(`${what}, checked`, `${micros(() => validate(found, decoded)).toFixed(1)} us`, "");
}

function writing(what: string, service: string, operation: string, protocol: ProtocolName, output: object): void {
  const found = loadService(service).operations.get(operation)!;
  compare(
    `${what}, written`,
    () => Buffer.from(protocols[protocol].encode(found, output, answering).body as string),
    () => Buffer.from(JSON.stringify(output)),
    "JSON.stringify",
  );
}

const blob = Buffer.alloc(1024, "x");
const record = { Data: blob.toString("base64"), PartitionKey: "partition-key" };
const item = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`attribute${index}`, { S: "some text value" }]),
);
const object = {
  Key: "folder/some/object/key.parquet",
  LastModified: new Date(1_700_000_000_000),
  ETag: '"d41d8cd98f00b204e9800998ecf8427e"',
  Size: 12_345,
  StorageClass: "STANDARD",
};

export async function benchWire(): Promise<void> {
  console.log("\nwire");
  reading("PutRecord 1 KiB", "kinesis", "PutRecord", "awsJson1_1", { StreamName: "orders", ...record });
  const records = Array.from({ length: 500 }, () => record);
  reading("PutRecords 500 x 1 KiB", "kinesis", "PutRecords", "awsJson1_1", { StreamName: "orders", Records: records });
  reading("PutItem of 10 attributes", "dynamodb", "PutItem", "awsJson1_0", { TableName: "t", Item: item });
  const got = Array.from({ length: 500 }, () => ({
    Data: blob,
    PartitionKey: "partition-key",
    SequenceNumber: "49590338271490256608559692538361571095921575989136588898",
    ApproximateArrivalTimestamp: new Date(1_700_000_000_123),
  }));
  writing("GetRecords 500 x 1 KiB", "kinesis", "GetRecords", "awsJson1_1", { Records: got, MillisBehindLatest: 0 });
  const items = Array.from({ length: 100 }, () => item);
  writing("Query of 100 items", "dynamodb", "Query", "awsJson1_0", { Items: items, Count: 100 });
  const contents = Array.from({ length: 1000 }, () => object);
  writing("ListObjectsV2 of 1,000 keys", "s3", "ListObjectsV2", "restXml", { Name: "b", Contents: contents });
}
