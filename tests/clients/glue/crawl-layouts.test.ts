// Which folders a crawler makes tables of, and which partitions. Documented: Glue's guide, "how crawlers work".
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns, keys, Lake } from "./lake.ts";

let lake: Lake;
beforeAll(async () => void (lake = await Lake.open()));
afterAll(() => lake[Symbol.asyncDispose]());

const ORDERS = "id,amount\n1,1.5\n2,2.5\n";
const PEOPLE = "person,born\nada,1815\nalan,1912\n";

describe("partitions", () => {
  test("Hive-style folders name their keys", async () => {
    const { tables, crawler, bucket } = await lake.crawl({
      "data/Year=2023/month=12/a.csv": ORDERS,
      "data/Year=2024/month=01/a.csv": ORDERS,
      "data/Year=2024/month=01/b.csv": ORDERS,
      "data/Year=2024/month=02%3A/a.csv": ORDERS,
    });
    expect(Object.keys(tables)).toEqual(["data"]);
    expect(keys(tables["data"])).toBe("year string, month string");
    expect(tables["data"]?.Parameters).toMatchObject({
      "partition_filtering.enabled": "true",
      objectCount: "4",
      recordCount: "8",
    });
    const partitions = await lake.partitions(crawler, "data");
    expect(partitions.map(({ Values }) => Values)).toEqual([
      ["2023", "12"],
      ["2024", "01"],
      ["2024", "02:"],
    ]);
    expect(partitions[1]?.StorageDescriptor).toMatchObject({
      Columns: [
        { Name: "id", Type: "bigint" },
        { Name: "amount", Type: "double" },
      ],
      Location: `s3://${bucket}/data/Year=2024/month=01/`,
      SerdeInfo: { Parameters: { "field.delim": "," } },
      Parameters: {
        areColumnsQuoted: "false",
        averageRecordSize: "11",
        classification: "csv",
        columnsOrdered: "true",
        compressionType: "none",
        delimiter: ",",
        objectCount: "2",
        recordCount: "4",
        sizeKey: String(2 * ORDERS.length),
        "skip.header.line.count": "1",
        typeOfData: "file",
      },
    });
  });

  test("plain folders get partition_0, partition_1 (recorded), also below a bucket", async () => {
    const { tables, crawler, bucket } = await lake.crawl({ "in/eu/a.csv": ORDERS, "in/us/a.csv": ORDERS }, "");
    const name = bucket.replace("-", "_");
    expect(Object.keys(tables)).toEqual([name]);
    expect(keys(tables[name])).toBe("partition_0 string, partition_1 string");
    expect((await lake.partitions(crawler, name)).map(({ Values }) => Values)).toEqual([
      ["in", "eu"],
      ["in", "us"],
    ]);
  });

  test("similar schemas are merged, types widened, and partitions keep their own", async () => {
    const { tables, crawler } = await lake.crawl({
      "data/d=1/a.json": '{"id":1,"a":1,"b":"x","c":true}',
      "data/d=2/a.json": '{"id":2,"a":1.5,"b":"y","c":false,"extra":1}',
    });
    expect(columns(tables["data"])).toBe("id int, a double, b string, c boolean, extra int");
    const [first] = await lake.partitions(crawler, "data");
    expect(columns({ Name: "", ...first })).toBe("id int, a int, b string, c boolean");
  });

  test("a minority of strange folders does not split a table", async () => {
    const similar = Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`data/d=${n}/a.csv`, ORDERS]));
    const { tables } = await lake.crawl({ ...similar, "data/d=9/a.csv": PEOPLE });
    expect(Object.keys(tables)).toEqual(["data"]);
    expect(columns(tables["data"])).toBe("id bigint, amount double, person string, born bigint");
  });
});

describe("tables", () => {
  test("folders with different schemas are tables, named as the folders with a prefix", async () => {
    const objects = { "lake/Orders-2024/a.csv": ORDERS, "lake/people/p=1/a.csv": PEOPLE };
    const { tables, bucket } = await lake.crawl(objects, "lake", { TablePrefix: "raw_" });
    expect(Object.keys(tables)).toEqual(["raw_orders_2024", "raw_people"]);
    expect(tables["raw_orders_2024"]?.StorageDescriptor?.Location).toBe(`s3://${bucket}/lake/Orders-2024/`);
    expect(keys(tables["raw_people"])).toBe("p string");
  });

  test("files with different schemas in one folder are a table each (recorded)", async () => {
    const { tables, bucket } = await lake.crawl({ "data/orders.csv": ORDERS, "data/people.csv": PEOPLE });
    expect(Object.keys(tables)).toEqual(["orders_csv", "people_csv"]);
    expect(tables["orders_csv"]?.StorageDescriptor?.Location).toBe(`s3://${bucket}/data/orders.csv`);
  });

  test("different formats and compressions do not share a table", async () => {
    const { tables } = await lake.crawl({
      "data/d=1/a.csv": ORDERS,
      "data/d=2/a.csv.gz": gzipSync(ORDERS),
      "data/d=3/a.json": '{"id":1,"amount":2.5}',
    });
    expect(Object.keys(tables)).toEqual(["d_1", "d_2", "d_3"]);
  });

  test("an include path may be one file", async () => {
    const { tables, bucket } = await lake.crawl({ "data/orders.csv": ORDERS, "data/b.csv": PEOPLE }, "data/orders.csv");
    expect(Object.keys(tables)).toEqual(["orders_csv"]);
    expect(tables["orders_csv"]?.StorageDescriptor?.Location).toBe(`s3://${bucket}/data/orders.csv`);
  });

  test("several targets make tables of their own; equal names are told apart (recorded)", async () => {
    const bucket = await lake.bucket({ "a/t/x.csv": ORDERS, "b/t/x.csv": PEOPLE });
    const S3Targets = ["a/t", "b/t/"].map((path) => ({ Path: `s3://${bucket}/${path}` }));
    const crawler = await lake.crawler("", { Targets: { S3Targets } });
    await lake.run(crawler);
    const names = Object.keys(await lake.tables(crawler));
    expect(names).toEqual(["t", expect.stringMatching(/^t_[0-9a-f]{32}$/)]);
    await lake.run(crawler);
    expect(Object.keys(await lake.tables(crawler))).toEqual(names);
  });

  test("exclusions and a sample size narrow a target", async () => {
    const bucket = await lake.bucket({ "d/a.csv": ORDERS, "d/b.tmp": PEOPLE, "d/old/x/a.csv": PEOPLE });
    const target = { Path: `s3://${bucket}/d`, Exclusions: ["*.tmp", "old/**"], SampleSize: 1 };
    const crawler = await lake.crawler("", { Targets: { S3Targets: [target] } });
    await lake.run(crawler);
    const tables = await lake.tables(crawler);
    expect(Object.keys(tables)).toEqual(["d"]);
    expect(tables["d"]?.Parameters?.["exclusions"]).toBe(`["s3://${bucket}/d/*.tmp","s3://${bucket}/d/old/**"]`);
  });
});

describe("Configuration", () => {
  const objects = { "data/a/x.json": '{"id":1,"a":1}', "data/b/x.json": '{"id":2,"b":"y","c":1,"d":2}' };

  test("CombineCompatibleSchemas makes one table of an include path", async () => {
    expect(Object.keys((await lake.crawl(objects)).tables)).toEqual(["a", "b"]);
    const Configuration = JSON.stringify({
      Version: 1.0,
      Grouping: { TableGroupingPolicy: "CombineCompatibleSchemas" },
    });
    const { tables } = await lake.crawl(objects, "data", { Configuration });
    expect(Object.keys(tables)).toEqual(["data"]);
    expect(columns(tables["data"])).toBe("id int, a int, b string, c int, d int");
  });

  test("TableLevelConfiguration says at which level tables are", async () => {
    const deep = { "lake/x/t1/p=1/a.csv": ORDERS, "lake/x/t2/p=1/a.csv": ORDERS };
    const Configuration = JSON.stringify({ Version: 1.0, Grouping: { TableLevelConfiguration: 4 } });
    const { tables } = await lake.crawl(deep, "lake", { Configuration });
    expect(Object.keys(tables)).toEqual(["t1", "t2"]);
    expect(keys(tables["t1"])).toBe("p string");
  });

  test("InheritFromTable gives partitions the table's columns", async () => {
    const Configuration = JSON.stringify({
      Version: 1.0,
      CrawlerOutput: { Partitions: { AddOrUpdateBehavior: "InheritFromTable" } },
    });
    const both = { "data/d=1/a.json": '{"id":1,"a":1,"b":1}', "data/d=2/a.json": '{"id":1,"a":1.5,"b":1}' };
    const { crawler } = await lake.crawl(both, "data", { Configuration });
    const [first] = await lake.partitions(crawler, "data");
    expect(columns({ Name: "", ...first })).toBe("id int, a double, b int");
  });

  test("unknown keys are refused (recorded)", async () => {
    const bucket = await lake.bucket({});
    const Configuration = '{"Version":1.0,"CrawlerOutput":{"Partitions":{"UpdateBehavior":"LOG"}}}';
    await expect(lake.crawler(`s3://${bucket}/`, { Configuration })).rejects.toMatchObject({
      name: "InvalidInputException",
      message: "CrawlerOutput.Partitions contains unsupported keys: UpdateBehavior.",
    });
  });

  test("TableThreshold ends a crawl that finds more", async () => {
    const Configuration = '{"Version":1.0,"CrawlerOutput":{"Tables":{"TableThreshold":1}}}';
    await expect(lake.crawl(objects, "data", { Configuration })).rejects.toThrow("table threshold of 1");
  });
});
