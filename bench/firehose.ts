// Firehose: records from PutRecordBatch into Parquet on S3, plain and partitioned, against DuckDB's read_json -> Parquet on the same rows.
import {
  CreateDeliveryStreamCommand,
  DescribeDeliveryStreamCommand,
  FirehoseClient,
  type ExtendedS3DestinationConfiguration,
} from "@aws-sdk/client-firehose";
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDuckDb } from "../src/engines/sql/duckdb.ts";
import type { SqlSession } from "../src/engines/sql/sql.ts";
import { newRole } from "../tests/clients/role.ts";
import { sendAll } from "./load.ts";
import { median, report } from "./report.ts";
import { startForebayServer } from "./server.ts";
import { signedBytes } from "./sign.ts";

const RECORDS = 500_000;
const BATCH_RECORDS = 500;
const CONNECTIONS = 8;
const DUCKDB_RUNS = 3;
const POLL_MS = 20;
/** Longer than the records take to be put: they fill one buffer of at most 64 MiB. */
const INTERVAL_MAX_SECONDS = 900;
const STREAM = "bench";
const BUCKET = "bench-lake";
const COLUMNS = { date: "timestamp", delay: "int", distance: "int", origin: "string", destination: "string" };

interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly forcePathStyle: boolean;
}

export async function benchFirehose(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-firehose-"));
  const sql = await openDuckDb({ temporaryFolder: folder });
  const session = await sql.session();
  try {
    const rows = join(folder, "rows.ndjson");
    await writeRows(session, rows);
    const duckDb = await benchDuckDb(session, rows, join(folder, "rows.parquet"));
    const lines = (await readFile(rows, "utf8")).trim().split("\n");
    const flowing = await benchDelivery(session, lines, folder, 1);
    const waiting = await benchDelivery(session, lines, folder, INTERVAL_MAX_SECONDS);
    const parted = await benchDelivery(session, lines, folder, 1, byOrigin);
    const ratio = (perSecond: number): string =>
      `${(perSecond / duckDb).toFixed(2)} of DuckDB's read_json -> Parquet (${thousands(duckDb)} rows/s)`;
    report("firehose: PutRecordBatch, acknowledged", `${thousands(flowing.put)} rec/s`, "signed, durable, 500 a batch");
    report("firehose: PutRecordBatch into Parquet", `${thousands(flowing.whole)} rec/s`, ratio(flowing.whole));
    report(
      "firehose: partitioned by jq, into Parquet",
      `${thousands(parted.whole)} rec/s`,
      `${(parted.whole / flowing.whole).toFixed(2)} of the plain stream`,
    );
    report("firehose: a full buffer into Parquet", `${thousands(waiting.delivery)} rec/s`, ratio(waiting.delivery));
  } finally {
    await sql.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Settings = Partial<ExtendedS3DestinationConfiguration>;

/** A partition for each first letter of an airport. */
const byOrigin: Settings = {
  Prefix: "flights/origin=!{partitionKeyFromQuery:origin}/",
  ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
  DynamicPartitioningConfiguration: { Enabled: true },
  ProcessingConfiguration: {
    Enabled: true,
    Processors: [
      {
        Type: "MetadataExtraction",
        Parameters: [
          { ParameterName: "MetadataExtractionQuery", ParameterValue: "{origin: .origin[:1]}" },
          { ParameterName: "JsonParsingEngine", ParameterValue: "JQ-1.6" },
        ],
      },
    ],
  },
};

const thousands = (perSecond: number): string => `${Math.round(perSecond / 1000)}k`;

async function writeRows(session: SqlSession, to: string): Promise<void> {
  const flights = join(process.cwd(), "node_modules", "vega-datasets", "data", "flights-3m.parquet");
  const select = `SELECT strftime(date, '%Y-%m-%d %H:%M:%S') date, delay, distance, origin, destination FROM '${flights}'`;
  await session.run(`COPY (${select} LIMIT ${RECORDS}) TO '${to}' (FORMAT json)`);
}

/** Rows a second. */
async function benchDuckDb(session: SqlSession, from: string, to: string): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < DUCKDB_RUNS; run++) {
    const begun = performance.now();
    await session.run(`COPY (SELECT * FROM read_json('${from}')) TO '${to}' (FORMAT parquet)`);
    seconds.push((performance.now() - begun) / 1000);
  }
  return RECORDS / median(seconds);
}

interface Rates {
  /** Until all are acknowledged. */
  readonly put: number;
  /** From the first request until all stand in Parquet on S3. */
  readonly whole: number;
  /** From the last acknowledgement, when the buffer's time comes, until all stand in Parquet on S3. */
  readonly delivery: number;
}

/** Records a second. */
async function benchDelivery(
  session: SqlSession,
  rows: readonly string[],
  folder: string,
  intervalSeconds: number,
  settings: Settings = {},
): Promise<Rates> {
  const forebay = await startForebayServer();
  try {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const config = { endpoint: forebay.endpoint, region: "us-east-1", credentials, forcePathStyle: true };
    const role = await newRole({ clientConfig: config }, "bench", ["firehose.amazonaws.com"]);
    await createResources(config, intervalSeconds, role, settings);
    const requests = await signBatches(forebay.endpoint, rows);
    const begun = performance.now();
    await sendAll(forebay.endpoint, requests, CONNECTIONS);
    const putMs = performance.now() - begun;
    await advanceClock(forebay.endpoint, intervalSeconds * 1000);
    const s3 = new S3Client(config);
    const counted = new Map<string, number>();
    while ([...counted.values()].reduce((sum, count) => sum + count, 0) < RECORDS) {
      await sleep(POLL_MS);
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "flights/" }));
      for (const { Key = "" } of Contents)
        if (!counted.has(Key)) counted.set(Key, await countRows(s3, session, Key, join(folder, "object.parquet")));
    }
    const wholeMs = performance.now() - begun;
    s3.destroy();
    return {
      put: RECORDS / (putMs / 1000),
      whole: RECORDS / (wholeMs / 1000),
      delivery: RECORDS / ((wholeMs - putMs) / 1000),
    };
  } finally {
    await forebay.stop();
  }
}

async function advanceClock(endpoint: string, advanceMs: number): Promise<void> {
  const answer = await fetch(`${endpoint}/_forebay/clock`, { method: "POST", body: JSON.stringify({ advanceMs }) });
  if (!answer.ok) throw new Error(await answer.text());
}

async function createResources(
  config: Connection,
  intervalSeconds: number,
  role: string,
  settings: Settings,
): Promise<void> {
  const s3 = new S3Client(config);
  const glue = new GlueClient(config);
  const firehose = new FirehoseClient(config);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "bench" } }));
  const Columns = Object.entries(COLUMNS).map(([Name, Type]) => ({ Name, Type }));
  const TableInput = { Name: "flights", StorageDescriptor: { Columns } };
  await glue.send(new CreateTableCommand({ DatabaseName: "bench", TableInput }));
  await firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: STREAM,
      ExtendedS3DestinationConfiguration: {
        BucketARN: `arn:aws:s3:::${BUCKET}`,
        RoleARN: role,
        Prefix: "flights/",
        BufferingHints: { SizeInMBs: 64, IntervalInSeconds: intervalSeconds },
        DataFormatConversionConfiguration: {
          InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
          OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
          SchemaConfiguration: { DatabaseName: "bench", TableName: "flights", RoleARN: role },
        },
        ...settings,
      },
    }),
  );
  for (let status = ""; status !== "ACTIVE"; await sleep(POLL_MS)) {
    const { DeliveryStreamDescription: stream } = await firehose.send(
      new DescribeDeliveryStreamCommand({ DeliveryStreamName: STREAM }),
    );
    status = stream?.DeliveryStreamStatus ?? "";
  }
  for (const client of [s3, glue, firehose]) client.destroy();
}

async function signBatches(endpoint: string, rows: readonly string[]): Promise<Buffer[]> {
  const requests: Buffer[] = [];
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Firehose_20150804.PutRecordBatch" };
  for (let at = 0; at < rows.length; at += BATCH_RECORDS) {
    const batch = rows.slice(at, at + BATCH_RECORDS);
    const Records = batch.map((row) => ({ Data: Buffer.from(`${row}\n`).toString("base64") }));
    const body = Buffer.from(JSON.stringify({ DeliveryStreamName: STREAM, Records }));
    requests.push(await signedBytes(endpoint, "firehose", { method: "POST", path: "/", headers, body }));
  }
  return requests;
}

async function countRows(s3: S3Client, session: SqlSession, Key: string, path: string): Promise<number> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
  await writeFile(path, (await Body?.transformToByteArray()) ?? new Uint8Array());
  const result = await session.run(`SELECT num_rows FROM parquet_file_metadata('${path}')`);
  return Number((await result.rows())[0]?.[0] ?? 0);
}

if (process.argv[1]?.endsWith("firehose.ts")) await benchFirehose();
