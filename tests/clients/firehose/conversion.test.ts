import { PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import type { DataFormatConversionConfiguration, Deserializer } from "@aws-sdk/client-firehose";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../src/engines/sql/duckdb.ts";
import type { Sql } from "../../../src/engines/sql/sql.ts";
import {
  account,
  activeStream,
  conversion,
  delivered,
  glueTable,
  newBucket,
  objectOf,
  platform,
  region,
  roleArn,
  text,
  toBucket,
} from "./platform.ts";

const { firehose, s3, glue } = await platform();

let folder: string;
let sql: Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-firehose-"));
  sql = await openDuckDb({ temporaryFolder: folder });
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true, force: true });
});

interface Delivery {
  readonly bucket: string;
  readonly table: string;
  readonly database: string;
}

/** Puts the records in one batch through a stream that converts. */
async function convert(
  columns: Readonly<Record<string, string>>,
  records: readonly string[],
  change: (settings: DataFormatConversionConfiguration) => DataFormatConversionConfiguration = (settings) => settings,
): Promise<Delivery> {
  const bucket = await newBucket(s3);
  const schema = await glueTable(glue, columns);
  const name = await activeStream(firehose, {
    ExtendedS3DestinationConfiguration: toBucket(bucket, {
      Prefix: "data/",
      ErrorOutputPrefix: "errors/!{firehose:error-output-type}/",
      BufferingHints: { SizeInMBs: 64, IntervalInSeconds: 0 },
      DataFormatConversionConfiguration: change(conversion(schema)),
    }),
  });
  const Records = records.map((record) => ({ Data: text(record) }));
  await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: name, Records }));
  return { bucket, table: schema.TableName, database: schema.DatabaseName };
}

async function query(bucket: string, sqlText: string): Promise<unknown> {
  const [key = ""] = await delivered(s3, bucket, "data/");
  expect(key).toMatch(/\.parquet$/);
  const path = join(folder, "object.parquet");
  await writeFile(path, (await objectOf(s3, bucket, key)).bytes);
  const session = await sql.session();
  try {
    return await (await session.run(sqlText.replace("$object", `'${path}'`))).rows();
  } finally {
    await session.close();
  }
}

const rowsOf = (bucket: string): Promise<unknown> => query(bucket, "SELECT * FROM $object");

async function failures(bucket: string): Promise<Record<string, unknown>[]> {
  const [key = ""] = await delivered(s3, bucket, "errors/format-conversion-failed/");
  expect(key).not.toMatch(/\.\w+$/);
  const lines = (await objectOf(s3, bucket, key)).bytes.toString().trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

const by =
  (Deserializer: Deserializer) =>
  (settings: DataFormatConversionConfiguration): DataFormatConversionConfiguration => ({
    ...settings,
    InputFormatConfiguration: { Deserializer },
  });

describe("conversion to Parquet", () => {
  it("writes the table's columns, and NULL where a key lacks", async () => {
    const columns = {
      id: "bigint",
      price: "decimal(8,2)",
      at: "timestamp",
      tags: "array<string>",
      user: "struct<id:int>",
    };
    const { bucket } = await convert(columns, [
      '{"id":9007199254740993,"price":1.50,"at":"2024-02-29T12:34:56Z","tags":["a"],"user":{"id":7},"more":1}\n',
      '{"id":2}\n',
    ]);
    expect(await rowsOf(bucket)).toEqual([
      [9007199254740993n, "1.50", "2024-02-29 12:34:56", ["a"], { id: 7 }],
      [2n, null, null, null, null],
    ]);
  });

  it("takes several documents in a record, and documents over several lines (documented)", async () => {
    const { bucket } = await convert({ a: "int" }, ['{"a":1}{"a":2}', '{"a":3}\n{"a":4}\n', '{\n  "a": 5\n}']);
    expect(await rowsOf(bucket)).toEqual([[1], [2], [3], [4], [5]]);
  });

  it("ignores the case of keys at every depth by default (documented)", async () => {
    const { bucket } = await convert({ userid: "int", in: "struct<deepkey:string>" }, [
      '{"userid":1,"in":{"deepkey":"x"}}',
      '{"UserId":2,"In":{"DeepKey":"Y"}}',
    ]);
    expect(await rowsOf(bucket)).toEqual([
      [1, { deepkey: "x" }],
      [2, { deepkey: "Y" }],
    ]);
  });

  it("heeds the case of keys when told so", async () => {
    const { bucket } = await convert(
      { a: "int" },
      ['{"A":1}', '{"a":2}'],
      by({ OpenXJsonSerDe: { CaseInsensitive: false } }),
    );
    expect(await rowsOf(bucket)).toEqual([[null], [2]]);
  });

  it("maps columns to keys, and dots to underscores (documented)", async () => {
    const { bucket } = await convert(
      { ts: "bigint", a_b: "int" },
      ['{"timestamp":5,"a.b":6}'],
      by({
        OpenXJsonSerDe: { ColumnToJsonKeyMappings: { ts: "timestamp" }, ConvertDotsInJsonKeysToUnderscores: true },
      }),
    );
    expect(await rowsOf(bucket)).toEqual([[5n, 6]]);
  });

  it("reads the Hive SerDe's timestamp formats", async () => {
    const { bucket } = await convert(
      { at: "timestamp" },
      ['{"at":"31/12/2023 23:59:58"}', '{"at":1518033528123}'],
      by({ HiveJsonSerDe: { TimestampFormats: ["dd/MM/yyyy HH:mm:ss", "millis"] } }),
    );
    expect(await rowsOf(bucket)).toEqual([["2023-12-31 23:59:58"], ["2018-02-07 19:58:48.123"]]);
  });

  it("compresses as the serializer is told", async () => {
    const { bucket } = await convert({ a: "int" }, ['{"a":1}'], (settings) => ({
      ...settings,
      OutputFormatConfiguration: { Serializer: { ParquetSerDe: { Compression: "GZIP", WriterVersion: "V2" } } },
    }));
    expect(await query(bucket, "SELECT compression FROM parquet_metadata($object)")).toEqual([["GZIP"]]);
  });

  it("writes timestamps as INT96, as Hive does, and without dictionaries when told so", async () => {
    const times = Array.from({ length: 400 }, (_, n) => `{"a":"2020-01-01 00:00:0${n % 3}","b":{"c":[${n}]}}`);
    const types = { a: "timestamp", b: "struct<c:array<timestamp>>" };
    const { bucket } = await convert(types, times, (settings) => ({
      ...settings,
      OutputFormatConfiguration: {
        Serializer: {
          ParquetSerDe: { EnableDictionaryCompression: false, MaxPaddingBytes: 1, BlockSizeBytes: 67_108_864 },
        },
      },
    }));
    expect(await query(bucket, "SELECT type, encodings FROM parquet_metadata($object)")).toEqual([
      ["INT96", "PLAIN, RLE"],
      ["INT96", "PLAIN, RLE"],
    ]);
    expect(await query(bucket, "SELECT count(*), max(a)::VARCHAR, max(b.c[1])::VARCHAR FROM $object")).toEqual([
      [400n, "2020-01-01 00:00:02", "1970-01-01 00:06:39"],
    ]);
  });
});

describe("records that do not convert", () => {
  it("go under the error prefix, each as a line, and the others are delivered (recorded shape)", async () => {
    const bad = ['{"a":"oops"}', "nope", "", "5", '{"a":3000000000}', '{"a":1}{"a":"x"}'];
    const { bucket, table, database } = await convert({ a: "int" }, ['{"a":1}', ...bad, '{"a":2}']);
    expect(await rowsOf(bucket)).toEqual([[1], [2]]);
    const lines = await failures(bucket);
    expect(lines.map(({ rawData }) => Buffer.from(String(rawData), "base64").toString())).toEqual(bad);
    expect(lines[0]).toEqual({
      attemptsMade: 1,
      arrivalTimestamp: expect.any(Number),
      lastErrorCode: "DataFormatConversion.MalformedData",
      lastErrorMessage: 'Data does not match the schema. For input string: "oops"',
      attemptEndingTimestamp: expect.any(Number),
      rawData: Buffer.from('{"a":"oops"}').toString("base64"),
      sequenceNumber: expect.stringMatching(/^\d+$/),
      subSequenceNumber: 0,
      dataCatalogTable: {
        catalogId: account,
        databaseName: database,
        tableName: table,
        region,
        versionId: "LATEST",
        roleArn,
      },
    });
    expect(lines.map(({ lastErrorCode }) => lastErrorCode)).toEqual([
      "DataFormatConversion.MalformedData",
      "DataFormatConversion.ParseError",
      "DataFormatConversion.MalformedData",
      "DataFormatConversion.MalformedData",
      "DataFormatConversion.MalformedData",
      "DataFormatConversion.ParseError",
    ]);
  });

  it("are those with fractions in whole-number columns, and no others", async () => {
    const bad = ['{"a":1.5}', '{"b":-0.5}', '{"c":[1,2.5]}'];
    const good = ['{"a":1,"b":2,"c":[3],"d":0.5}', '{"a":4.0}'];
    const { bucket } = await convert({ a: "int", b: "bigint", c: "array<smallint>", d: "double" }, [...good, ...bad]);
    expect(await rowsOf(bucket)).toEqual([
      [1, 2n, [3], 0.5],
      [4, null, null, null],
    ]);
    const lines = await failures(bucket);
    expect(lines.map(({ rawData }) => Buffer.from(String(rawData), "base64").toString())).toEqual(bad);
    expect(lines.map(({ lastErrorMessage }) => lastErrorMessage)).toEqual([
      'Data does not match the schema. For input string: "1.5"',
      'Data does not match the schema. For input string: "-0.5"',
      "Data does not match the schema.",
    ]);
  });

  it("are told from those with structs whose keys lack", async () => {
    const { bucket } = await convert({ s: "struct<a:int,b:int>" }, [
      '{"s":{"a":1}}',
      '{"s":{"a":"x","b":2}}',
      '{"s":{"b":2,"c":3}}',
      '{"s":null}',
    ]);
    expect(await rowsOf(bucket)).toEqual([[null], [{ a: 1, b: null }], [{ a: null, b: 2 }]]);
    expect(await failures(bucket)).toHaveLength(1);
  });

  it("are all records when the table's types cannot be read", async () => {
    const { bucket } = await convert({ a: "uniontype<int,string>" }, ['{"a":1}']);
    expect((await failures(bucket))[0]).toMatchObject({ lastErrorCode: "DataFormatConversion.InvalidSchema" });
  });
});
