// The demo's flights through the whole pipeline: Kinesis -> Lambda transform -> Firehose's dynamic partitions -> ORC and Parquet -> Athena,
// held against DuckDB on the same rows.
import { GlueClient, CreateDatabaseCommand, CreateTableCommand } from "@aws-sdk/client-glue";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordsCommand,
  type PutRecordsRequestEntry,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFlights } from "../../../examples/demo/flights.ts";
import { BUCKET, Platform } from "../athena/platform.ts";
import { activeStream, roleArn, text } from "../firehose/platform.ts";
import { extraction, functions, handler, partitioned, processor } from "../firehose/processing.ts";
import { newRole } from "../role.ts";

const FLIGHTS = 20_000;
const PUT_RECORDS = 500;
const SHARDS = 8;
const PUT_AGAIN_MS = 100;
const FORMATS = { orc: { OrcSerDe: {} }, parquet: { ParquetSerDe: {} } } as const;
const COLUMNS = { date: "timestamp", delay: "int", distance: "int", origin: "string", km: "int" };
const COUNT_WAIT_MS = 500;
const COUNTS_MAX = 120;

/** Drops short hops and adds kilometres. */
const TRANSFORM = handler(`
  const flight = JSON.parse(text);
  if (flight.distance < 200) return { recordId: record.recordId, result: "Dropped" };
  return ok(JSON.stringify({ ...flight, km: Math.trunc(flight.distance * 1.6) }) + "\\n");
`);
const SAME_IN_SQL = `
  SELECT CASE WHEN delay > 15 THEN 'late' ELSE 'punctual' END AS arrival, count(*)::BIGINT AS flights,
         sum(trunc(distance * 1.6)::INT)::BIGINT AS km, count(DISTINCT origin)::BIGINT AS airports, max(date)::VARCHAR AS latest
  FROM read_json('FILE', columns = {date: 'TIMESTAMP', delay: 'INT', distance: 'INT', origin: 'VARCHAR'})
  WHERE distance >= 200 GROUP BY 1 ORDER BY 1`;

let platform: Platform;
let kinesis: KinesisClient;
let streamArn: string;
const lines: string[] = [];

beforeAll(async () => {
  platform = await Platform.start();
  const { forebay } = platform;
  kinesis = new KinesisClient(forebay.clientConfig);
  await kinesis.send(new CreateStreamCommand({ StreamName: "flights", ShardCount: SHARDS }));
  const waiting = { client: kinesis, maxWaitTime: 20, minDelay: 1, maxDelay: 1 };
  await waitUntilStreamExists(waiting, { StreamName: "flights" });
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: "flights" }));
  streamArn = StreamDescriptionSummary?.StreamARN ?? "";
  await newRole(forebay, "firehose", ["firehose.amazonaws.com"]);
  const glue = new GlueClient(forebay.clientConfig);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: "db" } }));
  const Columns = Object.entries(COLUMNS).map(([Name, Type]) => ({ Name, Type }));
  const TableInput = { Name: "flight", StorageDescriptor: { Columns } };
  await glue.send(new CreateTableCommand({ DatabaseName: "db", TableInput }));
  const transform = await (await functions(forebay))(TRANSFORM);
  for (const format of ["orc", "parquet"] as const) await deliver(format, transform);
});
afterAll(async () => {
  kinesis.destroy();
  await platform[Symbol.asyncDispose]();
});

/** A delivery stream of its own for each format, partitioned by what jq finds in the transformed flight. */
async function deliver(format: keyof typeof FORMATS, transform: string): Promise<void> {
  const lambda = processor("Lambda", { LambdaArn: transform, BufferSizeInMBs: "1", BufferIntervalInSeconds: "1" });
  const keys = '{arrival: (if .delay > 15 then "late" else "punctual" end), letter: .origin[:1]}';
  const prefix = "arrival=!{partitionKeyFromQuery:arrival}/letter=!{partitionKeyFromQuery:letter}/";
  await activeStream(new FirehoseClient(platform.forebay.clientConfig), {
    DeliveryStreamName: `flights-${format}`,
    DeliveryStreamType: "KinesisStreamAsSource",
    KinesisStreamSourceConfiguration: { KinesisStreamARN: streamArn, RoleARN: roleArn },
    ExtendedS3DestinationConfiguration: partitioned(BUCKET, `${format}/${prefix}`, [lambda, extraction(keys)], {
      DataFormatConversionConfiguration: {
        Enabled: true,
        SchemaConfiguration: { RoleARN: roleArn, DatabaseName: "db", TableName: "flight" },
        InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: {} } },
        OutputFormatConfiguration: { Serializer: FORMATS[format] },
      },
    }),
  });
}

async function replay(): Promise<void> {
  for await (const flights of readFlights(FLIGHTS)) {
    lines.push(...flights.map(({ json }) => json));
    const records = flights.map(({ origin, json }) => ({ PartitionKey: origin, Data: text(json) }));
    for (let at = 0; at < records.length; at += PUT_RECORDS) await put(records.slice(at, at + PUT_RECORDS));
  }
}

/** As producers do: what a shard had no room for is put again. */
async function put(records: PutRecordsRequestEntry[]): Promise<void> {
  for (let left = records; left.length > 0;) {
    const { Records = [] } = await kinesis.send(new PutRecordsCommand({ StreamARN: streamArn, Records: left }));
    left = left.filter((_, index) => Records[index]?.ErrorCode !== undefined);
    if (left.length > 0) await sleep(PUT_AGAIN_MS);
  }
}

async function expectedRows(): Promise<(string | null)[][]> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-flights-"));
  const file = join(folder, "flights.json");
  await writeFile(file, lines.join("\n"));
  const duckdb = await DuckDBInstance.create(":memory:");
  const connection = await duckdb.connect();
  const reader = await connection.runAndReadAll(SAME_IN_SQL.replace("FILE", file));
  const rows = reader.getRows().map((row) => row.map(String));
  connection.closeSync();
  duckdb.closeSync();
  await rm(folder, { recursive: true });
  return rows;
}

/** Counts until all flights are there; then what Athena says of them. */
async function arrived(format: string, flights: number): Promise<(string | null)[][]> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => `\`${name}\` ${type}`);
  await platform.query(
    `CREATE EXTERNAL TABLE ${format} (${columns.join(", ")}) PARTITIONED BY (arrival string, letter string)
     STORED AS ${format.toUpperCase()} LOCATION 's3://${BUCKET}/${format}/'`,
  );
  for (let count = 0; count < COUNTS_MAX; count++) {
    await platform.query(`MSCK REPAIR TABLE ${format}`);
    const { rows } = await platform.query(`SELECT count(*) FROM ${format}`);
    if (Number(rows[0]?.[0]) >= flights) break;
    await sleep(COUNT_WAIT_MS);
  }
  const { rows } = await platform.query(
    `SELECT arrival, count(*), sum(km), count(DISTINCT origin), date_format(max(date), '%Y-%m-%d %H:%i:%s')
     FROM ${format} GROUP BY 1 ORDER BY 1`,
  );
  return rows;
}

test("20,000 flights arrive once, transformed and partitioned, in ORC and Parquet", { timeout: 180_000 }, async () => {
  await replay();
  const expected = await expectedRows();
  const flights = expected.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(flights).toBeGreaterThan(FLIGHTS / 2);
  expect(flights).toBeLessThan(FLIGHTS); // short hops were dropped
  for (const format of ["orc", "parquet"]) expect(await arrived(format, flights), format).toEqual(expected);
});
