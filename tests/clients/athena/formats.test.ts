// Less common ways in which tables keep their files: Snappy text, projected partitions, types of nested values.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compressions } from "../../../src/services/firehose/compression.ts";
import { Platform } from "./platform.ts";

let platform: Platform;
const rows = async (sql: string): Promise<(string | null)[][]> => (await platform.query(sql)).rows;
beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

describe("compressed text", () => {
  test.each(["Snappy", "HADOOP_SNAPPY", "GZIP"] as const)("%s as Firehose writes it", async (format) => {
    const text = Array.from({ length: 50_000 }, (_, index) => `{"id":${index},"name":"n${index % 7}"}\n`).join("");
    const { apply, extension } = compressions[format];
    await platform.put(
      `${format}/a${extension}`,
      await buffer(Readable.from(apply(Readable.from([Buffer.from(text)])))),
    );
    await platform.query(
      `CREATE EXTERNAL TABLE json_${format} (id int, name string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/${format}/'`,
    );
    expect(await rows(`SELECT count(*), sum(id), count(DISTINCT name) FROM json_${format}`)).toEqual([
      ["50000", "1249975000", "7"],
    ]);
  });

  test("ZSTD", async () => {
    // One raw block of four bytes. Documented: RFC 8878.
    await platform.put("zstd/a.csv.zst", Buffer.from("28b52ffd2004210000310a320a", "hex"));
    await platform.query("CREATE EXTERNAL TABLE zstd (a int) LOCATION 's3://lake/zstd/'");
    expect(await rows("SELECT sum(a) FROM zstd")).toEqual([["3"]]);
  });

  test("what cannot be read is named", async () => {
    await platform.put("bz/a.bz2", "x");
    await platform.query("CREATE EXTERNAL TABLE bz (a string) LOCATION 's3://lake/bz/'");
    await expect(rows("SELECT * FROM bz")).rejects.toThrow(
      "HIVE_UNSUPPORTED_FORMAT: Files compressed as .bz2 are not supported",
    );
    await platform.query("CREATE EXTERNAL TABLE avro (a string) STORED AS AVRO LOCATION 's3://lake/bz/'");
    await expect(rows("SELECT * FROM avro")).rejects.toThrow(
      /HIVE_UNSUPPORTED_FORMAT: SerDe .*AvroSerDe is not supported/,
    );
    await platform.put("torn/a.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
    await platform.query("CREATE EXTERNAL TABLE torn (a string) LOCATION 's3://lake/torn/'");
    await expect(rows("SELECT * FROM torn")).rejects.toThrow(/^HIVE_/);
    await platform.put("nopq/a", "this is no Parquet file at all");
    await platform.query("CREATE EXTERNAL TABLE nopq (a string) STORED AS PARQUET LOCATION 's3://lake/nopq/'");
    await expect(rows("SELECT * FROM nopq")).rejects.toThrow(/^HIVE_/);
  });
});

test("partition projection: enum, integer, date, and a location template (documented)", async () => {
  await platform.put("proj/eu/2024/02/28/07/x.csv", "a\n");
  await platform.put("proj/us/2024/02/29/08/x.csv", "bb\n");
  await platform.query(`CREATE EXTERNAL TABLE proj (v string) PARTITIONED BY (region string, day string, hour int) LOCATION 's3://lake/proj/'
    TBLPROPERTIES ('projection.enabled'='true', 'projection.region.type'='enum', 'projection.region.values'='eu,us',
      'projection.day.type'='date', 'projection.day.range'='2024/02/27,2024/03/01', 'projection.day.format'='yyyy/MM/dd',
      'projection.hour.type'='integer', 'projection.hour.range'='0,23', 'projection.hour.digits'='2',
      'storage.location.template'='s3://lake/proj/\${region}/\${day}/\${hour}/')`);
  expect(await rows("SELECT * FROM proj ORDER BY v")).toEqual([
    ["a", "eu", "2024/02/28", "7"],
    ["bb", "us", "2024/02/29", "8"],
  ]);
  const { execution } = await platform.query("SELECT v FROM proj WHERE day >= '2024/02/29'");
  expect(execution.Statistics?.DataScannedInBytes).toBe(3);
});

test("nested values in text and JSON", async () => {
  await platform.put("nested/a.txt", "1|a,b|k:1,m:2|7,x\n");
  await platform.query(`CREATE EXTERNAL TABLE nested (id int, tags array<string>, counts map<string,int>, s struct<n:int,t:string>)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '|' COLLECTION ITEMS TERMINATED BY ',' MAP KEYS TERMINATED BY ':' LOCATION 's3://lake/nested/'`);
  expect(await rows("SELECT tags, counts['m'], s.n, s.t FROM nested")).toEqual([["[a, b]", "2", "7", "x"]]);
  await platform.put(
    "deep/a.json",
    '{"a":[{"b":{"c":[1,2]}}],"m":{"x":1.5},"t":"2024-01-01T10:00:00Z","d":"2024-01-01"}\n',
  );
  await platform.query(`CREATE EXTERNAL TABLE deep (a array<struct<b:struct<c:array<int>>>>, m map<string,double>, t timestamp, d date)
    ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/deep/'`);
  expect(await rows("SELECT a[1].b.c[2], m['x'], t, d, a FROM deep")).toEqual([
    ["2", "1.5", "2024-01-01 10:00:00.000", "2024-01-01", "[{b={c=[1, 2]}}]"],
  ]);
});
