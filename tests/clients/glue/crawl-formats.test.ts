// What a crawler finds in CSV, JSON and Parquet files.
import { CreateClassifierCommand } from "@aws-sdk/client-glue";
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns, Lake } from "./lake.ts";

let lake: Lake;
beforeAll(async () => void (lake = await Lake.open()));
afterAll(() => lake[Symbol.asyncDispose]());

const CSV = "Id,Name,Price,Active\n1,apple,1.5,true\n2,pear,2,false\n";
const ORC_VECTORS = new URL("../../../../shared/vectors/orc/", import.meta.url);
const VECTORS = new URL("../../../../shared/vectors/parquet/data/", import.meta.url);

describe("CSV", () => {
  test("looks like AWS's tables (recorded)", async () => {
    const { tables, crawler, bucket } = await lake.crawl({ "data/fruit.csv": CSV });
    const { CRAWL_RUN_ID, ...parameters } = tables["data"]?.Parameters ?? {};
    expect(CRAWL_RUN_ID).toMatch(/^[0-9a-f-]{36}$/);
    const described = {
      CrawlerSchemaDeserializerVersion: "1.0",
      CrawlerSchemaSerializerVersion: "1.0",
      UPDATED_BY_CRAWLER: crawler,
      areColumnsQuoted: "false",
      averageRecordSize: "26",
      classification: "csv",
      columnsOrdered: "true",
      compressionType: "none",
      delimiter: ",",
      objectCount: "1",
      recordCount: "2",
      sizeKey: String(CSV.length),
      "skip.header.line.count": "1",
      typeOfData: "file",
    };
    expect(parameters).toEqual(described);
    expect(tables["data"]).toMatchObject({
      DatabaseName: crawler,
      Owner: "owner",
      TableType: "EXTERNAL_TABLE",
      CreatedBy: "arn:aws:sts::000000000000:assumed-role/Crawler/AWS-Crawler",
      PartitionKeys: [],
      StorageDescriptor: {
        Columns: [
          { Name: "id", Type: "bigint" },
          { Name: "name", Type: "string" },
          { Name: "price", Type: "double" },
          { Name: "active", Type: "boolean" },
        ],
        Location: `s3://${bucket}/data/`,
        InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        Compressed: false,
        NumberOfBuckets: -1,
        SerdeInfo: {
          SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
          Parameters: { "field.delim": "," },
        },
        BucketColumns: [],
        SortColumns: [],
        Parameters: described,
        StoredAsSubDirectories: false,
      },
    });
  });

  test.each([
    ["|", "a|b\n1|2\n3|4\n"],
    ["\t", "a\tb\n1\t2\n3\t4\n"],
    [";", "a;b\n1;2,5\n3;4\n"],
    ["\u0001", "a\u0001b\n1\u00012\n3\u00014\n"],
  ])("sniffs the delimiter %j", async (delimiter, text) => {
    const { tables } = await lake.crawl({ "data/a.csv": text });
    expect(tables["data"]?.Parameters).toMatchObject({ delimiter, "skip.header.line.count": "1" });
    expect(tables["data"]?.StorageDescriptor?.SerdeInfo?.Parameters).toEqual({ "field.delim": delimiter });
  });

  test("without a header the columns are numbered", async () => {
    const { tables } = await lake.crawl({ "data/a.csv": "1,x\n2,y\n" });
    expect(columns(tables["data"])).toBe("col0 bigint, col1 string");
    expect(tables["data"]?.Parameters).not.toHaveProperty("skip.header.line.count");
  });

  test("a header over strings alone is no header (documented)", async () => {
    const { tables } = await lake.crawl({ "data/a.csv": "first,last\nAda,Lovelace\nAlan,Turing\n" });
    expect(columns(tables["data"])).toBe("col0 string, col1 string");
  });

  test("a custom classifier names header, quote and SerDe", async () => {
    const CsvClassifier = { Name: "people", ContainsHeader: "PRESENT" as const, QuoteSymbol: '"', Delimiter: "," };
    await lake.glue.send(new CreateClassifierCommand({ CsvClassifier }));
    const objects = { "data/a.csv": 'first,last\nAda,"Lovelace, Countess"\n' };
    const { tables } = await lake.crawl(objects, "data", { Classifiers: ["people"] });
    expect(columns(tables["data"])).toBe("first string, last string");
    expect(tables["data"]?.StorageDescriptor?.SerdeInfo).toEqual({
      SerializationLibrary: "org.apache.hadoop.hive.serde2.OpenCSVSerde",
      Parameters: { quoteChar: '"', separatorChar: "," },
    });
    expect(tables["data"]?.Parameters?.["areColumnsQuoted"]).toBe("true");
  });

  test("gzip is unpacked", async () => {
    const { tables } = await lake.crawl({ "data/a.csv.gz": gzipSync(CSV), "data/b.csv.gz": gzipSync(CSV) });
    expect(columns(tables["data"])).toBe("id bigint, name string, price double, active boolean");
    expect(tables["data"]?.StorageDescriptor?.Compressed).toBe(true);
    expect(tables["data"]?.Parameters).toMatchObject({ compressionType: "gzip", objectCount: "2", recordCount: "4" });
  });

  test("real airports", async () => {
    const file = new URL("../../../node_modules/vega-datasets/data/airports.csv", import.meta.url);
    const { tables } = await lake.crawl({ "data/airports.csv": readFileSync(file) });
    expect(columns(tables["data"])).toBe(
      "iata string, name string, city string, state string, country string, latitude double, longitude double",
    );
    expect(Number(tables["data"]?.Parameters?.["recordCount"])).toBeGreaterThan(3300);
    expect(Number(tables["data"]?.Parameters?.["recordCount"])).toBeLessThan(3450);
  });
});

describe("JSON", () => {
  const records = [
    { birthDay: "1990-01-01", n: 1, big: 1_655_293_872_000, d: 1.5, ok: true, none: null, tags: [], at: { x: 1 } },
    { birthDay: "1991-01-01", n: 2, big: 3, d: 2, ok: false, none: null, tags: ["a"], at: { x: 2.5, Y: [{ z: "" }] } },
  ];
  const lines = records.map((record) => JSON.stringify(record)).join("\n");

  test("looks like AWS's tables (recorded)", async () => {
    const { tables } = await lake.crawl({ "data/a.json": lines });
    expect(columns(tables["data"])).toBe(
      "birthday string, n int, big bigint, d double, ok boolean, none string, tags array<string>, at struct<x:double,Y:array<struct<z:string>>>",
    );
    expect(tables["data"]?.StorageDescriptor?.SerdeInfo).toEqual({
      SerializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
      Parameters: { paths: "at,big,birthDay,d,n,none,ok,tags" },
    });
    expect(tables["data"]?.Parameters).toMatchObject({
      classification: "json",
      recordCount: "2",
      sizeKey: String(Buffer.byteLength(lines)),
    });
  });

  test("records may spread over lines", async () => {
    const { tables } = await lake.crawl({
      "data/a": records.map((record) => JSON.stringify(record, null, 2)).join(""),
    });
    expect(tables["data"]?.Parameters).toMatchObject({ classification: "json", recordCount: "2" });
  });

  test("a list at the top is one column, unless a classifier leads into it (recorded)", async () => {
    const objects = { "data/a.json": JSON.stringify([{ a: 1 }, { a: 2, b: "x" }]) };
    expect(columns((await lake.crawl(objects)).tables["data"])).toBe("array array<struct<a:int,b:string>>");
    await lake.glue.send(new CreateClassifierCommand({ JsonClassifier: { Name: "list", JsonPath: "$[*]" } }));
    const { tables } = await lake.crawl(objects, "data", { Classifiers: ["list"] });
    expect(columns(tables["data"])).toBe("a int, b string");
  });

  test("a file of megabytes is sampled and its records estimated", async () => {
    const line = `${JSON.stringify({ id: 1, text: "x".repeat(80) })}\n`;
    const { tables } = await lake.crawl({ "data/a.json": line.repeat(30_000) });
    expect(columns(tables["data"])).toBe("id int, text string");
    expect(Number(tables["data"]?.Parameters?.["recordCount"])).toBeCloseTo(30_000, -2);
  });
});

describe.skipIf(!existsSync(VECTORS))("Parquet (needs ../shared/vectors)", () => {
  const file = (name: string): Buffer => readFileSync(new URL(name, VECTORS));

  test("looks like AWS's tables (recorded)", async () => {
    const bytes = file("alltypes_tiny_pages.parquet");
    const { tables } = await lake.crawl({ "data/a.parquet": bytes });
    expect(columns(tables["data"])).toBe(
      "id int, bool_col boolean, tinyint_col tinyint, smallint_col smallint, int_col int, bigint_col bigint, float_col float, double_col double, date_string_col string, string_col string, timestamp_col timestamp, year int, month int",
    );
    expect(tables["data"]?.StorageDescriptor).toMatchObject({
      InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
      OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
      SerdeInfo: {
        SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
        Parameters: { "serialization.format": "1" },
      },
    });
    expect(tables["data"]?.Parameters).toMatchObject({
      classification: "parquet",
      compressionType: "none",
      recordCount: "7300",
      sizeKey: String(bytes.length),
      averageRecordSize: String(Math.floor(bytes.length / 7300)),
    });
  });

  test.each([
    ["list_columns.parquet", "int64_list array<bigint>, utf8_list array<string>"],
    ["nested_maps.snappy.parquet", "a map<string,map<int,boolean>>, b int, c double"],
    ["int96_from_spark.parquet", "a timestamp"],
    ["fixed_length_decimal.parquet", "value decimal(25,2)"],
    ["old_list_structure.parquet", "a array<struct<array:array<int>>>"],
  ])("%s is %s", async (name, expected) => {
    expect(columns((await lake.crawl({ "data/x.parquet": file(name) })).tables["data"])).toBe(expected);
  });

  test("a partition key in the path hides the column of its name", async () => {
    const { tables } = await lake.crawl({ "data/year=2009/a.parquet": file("alltypes_tiny_pages.parquet") });
    expect(columns(tables["data"])).not.toContain("year");
    expect(tables["data"]?.PartitionKeys).toEqual([{ Name: "year", Type: "string" }]);
  });
});

describe("what is no table", () => {
  test("empty, hidden and unknown files are passed over", async () => {
    const nothing = new Uint8Array(0);
    const { tables } = await lake.crawl({
      "data/empty.csv": nothing,
      "data/": nothing,
      "data/_SUCCESS": CSV,
      "data/.hidden/a.csv": CSV,
      "data/note.txt": "just some words\n",
      "data/image.bin": Buffer.from([0, 1, 2, 3, 0, 255]),
      "data/broken.parquet": "PAR1 nothing more PAR1",
      "data/broken.gz": Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]),
    });
    expect(tables).toEqual({});
  });
});

describe.skipIf(!existsSync(ORC_VECTORS))("ORC (needs ../shared/vectors)", () => {
  const file = (name: string): Buffer => readFileSync(new URL(name, ORC_VECTORS));

  test("the footer gives the columns, and its rows", async () => {
    const bytes = file("TestOrcFile.test1.orc");
    const { tables } = await lake.crawl({ "data/a.orc": bytes });
    expect(columns(tables["data"])).toBe(
      "boolean1 boolean, byte1 tinyint, short1 smallint, int1 int, long1 bigint, float1 float, double1 double, bytes1 binary, string1 string, middle struct<list:array<struct<int1:int,string1:string>>>, list array<struct<int1:int,string1:string>>, map map<string,struct<int1:int,string1:string>>",
    );
    expect(tables["data"]?.StorageDescriptor).toMatchObject({
      InputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
      OutputFormat: "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
      SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.orc.OrcSerde" },
    });
    expect(tables["data"]?.Parameters).toMatchObject({
      classification: "orc",
      compressionType: "none",
      recordCount: "2",
      sizeKey: String(bytes.length),
    });
  });

  test.each([
    ["decimal.orc", "_col0 decimal(10,5)"],
    ["TestOrcFile.testDate1900.orc", "time timestamp, date date"],
    [
      "TestOrcFile.testUnionAndTimestamp.orc",
      "time timestamp, union struct<tag:tinyint,field0:int,field1:string>, decimal decimal(38,18)",
    ],
  ])("%s is %s", async (name, expected) => {
    expect(columns((await lake.crawl({ "data/x.orc": file(name) })).tables["data"])).toBe(expected);
  });
});
