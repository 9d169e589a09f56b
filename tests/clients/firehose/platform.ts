// A platform of its own for a test file, SDK clients on it, and delivery streams to test with.
import {
  CreateDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  type CreateDeliveryStreamCommandInput,
  type DeliveryStreamDescription,
  type ExtendedS3DestinationConfiguration,
} from "@aws-sdk/client-firehose";
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "vitest";
import { startForebay, type Forebay } from "../../../src/index.ts";
import { newRole } from "../role.ts";

export const account = "000000000000";
export const region = "us-east-1";
export const roleArn = `arn:aws:iam::${account}:role/firehose`;

const POLL_MS = 20;
const POLLS_MAX = 1_000;

export interface Clients {
  readonly firehose: FirehoseClient;
  readonly s3: S3Client;
  readonly kinesis: KinesisClient;
  readonly glue: GlueClient;
}

export const clientsOf = (config: Forebay["clientConfig"]): Clients => ({
  firehose: new FirehoseClient({ ...config, maxAttempts: 1 }),
  s3: new S3Client({ ...config, maxAttempts: 1 }),
  kinesis: new KinesisClient({ ...config, maxAttempts: 1 }),
  glue: new GlueClient({ ...config, maxAttempts: 1 }),
});

export async function platform(): Promise<Clients & { readonly forebay: Forebay }> {
  const forebay = await startForebay({ logLevel: "error" });
  const clients = clientsOf(forebay.clientConfig);
  await newRole(forebay, "firehose", ["firehose.amazonaws.com"]);
  afterAll(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await forebay.close();
  });
  return { forebay, ...clients };
}

let names = 0;

/** A name that no other test of the file uses. */
export const newName = (kind: string): string => `${kind}-${process.pid}-${++names}`;

export async function newBucket(s3: S3Client): Promise<string> {
  const Bucket = newName("bucket");
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

export const toBucket = (
  bucket: string,
  settings: Partial<ExtendedS3DestinationConfiguration> = {},
): ExtendedS3DestinationConfiguration => ({
  RoleARN: roleArn,
  BucketARN: `arn:aws:s3:::${bucket}`,
  BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
  ...settings,
});

/** An ACTIVE stream; its name. */
export async function activeStream(
  firehose: FirehoseClient,
  input: Partial<CreateDeliveryStreamCommandInput>,
): Promise<string> {
  const DeliveryStreamName = input.DeliveryStreamName ?? newName("stream");
  await firehose.send(new CreateDeliveryStreamCommand({ ...input, DeliveryStreamName }));
  await until(async () => (await describeStream(firehose, DeliveryStreamName)).DeliveryStreamStatus === "ACTIVE");
  return DeliveryStreamName;
}

export async function describeStream(firehose: FirehoseClient, name: string): Promise<DeliveryStreamDescription> {
  const command = new DescribeDeliveryStreamCommand({ DeliveryStreamName: name });
  const { DeliveryStreamDescription: description } = await firehose.send(command);
  if (!description) throw new Error(`${name} has no description`);
  return description;
}

/** A Glue table with these columns, to convert by. */
export async function glueTable(
  glue: GlueClient,
  columns: Readonly<Record<string, string>>,
): Promise<{ readonly RoleARN: string; readonly DatabaseName: string; readonly TableName: string }> {
  const DatabaseName = newName("db");
  const TableName = newName("table");
  const Columns = Object.entries(columns).map(([Name, Type]) => ({ Name, Type }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: DatabaseName } }));
  const TableInput = { Name: TableName, StorageDescriptor: { Columns } };
  await glue.send(new CreateTableCommand({ DatabaseName, TableInput }));
  return { RoleARN: roleArn, DatabaseName, TableName };
}

export const conversion = (
  schema: Awaited<ReturnType<typeof glueTable>>,
): NonNullable<ExtendedS3DestinationConfiguration["DataFormatConversionConfiguration"]> => ({
  SchemaConfiguration: schema,
  InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
  OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
});

export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let poll = 0; poll < POLLS_MAX; poll++) {
    if (await isTrue()) return;
    await sleep(POLL_MS);
  }
  throw new Error("it did not become true in time");
}

export async function keys(s3: S3Client, Bucket: string, Prefix = ""): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix }));
  return Contents.map(({ Key = "" }) => Key);
}

/** Waits for that many objects below the prefix; their keys. */
export async function delivered(s3: S3Client, bucket: string, prefix = "", count = 1): Promise<string[]> {
  let found: string[] = [];
  await until(async () => (found = await keys(s3, bucket, prefix)).length >= count);
  return found;
}

export async function objectOf(s3: S3Client, Bucket: string, Key: string) {
  const { Body, ContentEncoding, ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  return { bytes, ContentEncoding, ContentType };
}

/** Everything below a prefix, one object after the other. */
export async function contents(s3: S3Client, bucket: string, prefix = ""): Promise<string> {
  const parts: string[] = [];
  for (const key of await keys(s3, bucket, prefix)) parts.push((await objectOf(s3, bucket, key)).bytes.toString());
  return parts.join("");
}

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
