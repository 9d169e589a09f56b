// What a second crawl does to tables and partitions, by the crawler's policies.
import { GetCrawlerMetricsCommand, GetTableVersionsCommand, ListCrawlsCommand } from "@aws-sdk/client-glue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { columns, Lake } from "./lake.ts";

let lake: Lake;
beforeAll(async () => void (lake = await Lake.open()));
afterAll(() => lake[Symbol.asyncDispose]());

const summaries = async (CrawlerName: string) => {
  const { Crawls } = await lake.glue.send(new ListCrawlsCommand({ CrawlerName }));
  return Crawls?.map(({ Summary }) => {
    const { TABLE, PARTITION } = JSON.parse(Summary ?? "{}") as Record<string, string>;
    return `${TABLE} ${PARTITION}`.replaceAll(/[\\"]/g, "");
  });
};
const metrics = async (name: string) => {
  const { CrawlerMetricsList } = await lake.glue.send(new GetCrawlerMetricsCommand({ CrawlerNameList: [name] }));
  const { TablesCreated, TablesUpdated, TablesDeleted } = CrawlerMetricsList?.[0] ?? {};
  return [TablesCreated, TablesUpdated, TablesDeleted];
};
const record = (more: object): string => JSON.stringify({ id: 1, a: 1, b: 1, c: 1, ...more });

describe("update policy", () => {
  test("nothing new changes nothing and makes no version", async () => {
    const { crawler } = await lake.crawl({ "data/d=1/a.json": record({}) });
    await lake.run(crawler);
    expect((await lake.tables(crawler))["data"]?.VersionId).toBe("0");
    expect(await summaries(crawler)).toEqual(["{} {}", "{ADD:{Count:1}} {ADD:{Count:1}}"]);
    expect(await metrics(crawler)).toEqual([1, 0, 0]);
  });

  test("UPDATE_IN_DATABASE replaces columns, adds partitions and keeps the old version", async () => {
    const { crawler, bucket } = await lake.crawl({ "data/d=1/a.json": record({ gone: 1 }) });
    await lake.put(bucket, "data/d=1/a.json", record({ a: "text" }));
    await lake.put(bucket, "data/d=2/a.json", record({ a: "text", more: true }));
    await lake.run(crawler);
    const table = (await lake.tables(crawler))["data"];
    expect(columns(table)).toBe("id int, a string, b int, c int, more boolean");
    expect(table?.VersionId).toBe("1");
    const { TableVersions } = await lake.glue.send(
      new GetTableVersionsCommand({ DatabaseName: crawler, TableName: "data" }),
    );
    expect(TableVersions?.map(({ VersionId }) => VersionId)).toEqual(["1", "0"]);
    expect((await summaries(crawler))?.[0]).toBe("{UPDATE:{Count:1}} {ADD:{Count:1},UPDATE:{Count:1}}");
    expect(await metrics(crawler)).toEqual([1, 1, 0]);
  });

  test("LOG leaves tables as they are, but adds partitions", async () => {
    const SchemaChangePolicy = { UpdateBehavior: "LOG" as const, DeleteBehavior: "LOG" as const };
    const { crawler, bucket } = await lake.crawl({ "data/d=1/a.json": record({}) }, "data", { SchemaChangePolicy });
    await lake.put(bucket, "data/d=2/a.json", record({ more: true }));
    await lake.run(crawler);
    expect(columns((await lake.tables(crawler))["data"])).toBe("id int, a int, b int, c int");
    expect(await lake.partitions(crawler, "data")).toHaveLength(2);
  });

  test("MergeNewColumns adds columns and changes none", async () => {
    const Configuration = '{"Version":1.0,"CrawlerOutput":{"Tables":{"AddOrUpdateBehavior":"MergeNewColumns"}}}';
    const { crawler, bucket } = await lake.crawl({ "data/a.json": record({ old: 1 }) }, "data", { Configuration });
    await lake.put(bucket, "data/a.json", record({ a: "text", more: true }));
    await lake.run(crawler);
    expect(columns((await lake.tables(crawler))["data"])).toBe("id int, a int, b int, c int, old int, more boolean");
  });

  test("a table whose depth changed goes on with partitions of the new depth", async () => {
    const { crawler, bucket } = await lake.crawl({ "data/d=1/a.json": record({}) });
    await lake.put(bucket, "data/d=1/e=2/a.json", record({}));
    await lake.remove(bucket, "data/d=1/a.json");
    await lake.run(crawler);
    expect((await lake.partitions(crawler, "data")).map(({ Values }) => Values)).toEqual([["1", "2"]]);
  });
});

describe("delete policy", () => {
  const objects = { "data/keep/a.json": '{"x":1}', "data/drop/d=1/a.json": record({}) };
  const partitioned = { "data/d=1/a.json": record({}), "data/d=2/a.json": record({}) };

  test("DEPRECATE_IN_DATABASE marks tables (recorded), until they are back", async () => {
    const { crawler, bucket } = await lake.crawl(objects);
    await lake.remove(bucket, "data/drop/d=1/a.json");
    await lake.put(bucket, "data/other/a.json", '{"y":"z"}');
    await lake.run(crawler);
    const marked = (await lake.tables(crawler))["drop"]?.Parameters?.["DEPRECATED_BY_CRAWLER"];
    expect(marked).toMatch(/^\d{13}$/);
    expect((await summaries(crawler))?.[0]).toBe("{ADD:{Count:1},DELETE:{Count:1}} {}");
    await lake.put(bucket, "data/drop/d=1/a.json", record({}));
    await lake.run(crawler);
    expect((await lake.tables(crawler))["drop"]?.Parameters).not.toHaveProperty("DEPRECATED_BY_CRAWLER");
  });

  test("DELETE_FROM_DATABASE deletes tables and partitions, of this crawler only", async () => {
    const SchemaChangePolicy = { DeleteBehavior: "DELETE_FROM_DATABASE" as const };
    const { crawler, bucket } = await lake.crawl(partitioned, "data", { SchemaChangePolicy });
    const other = await lake.crawl({ "data/z.json": record({}) }, "data", { DatabaseName: crawler, TablePrefix: "o_" });
    await lake.remove(bucket, "data/d=1/a.json");
    await lake.run(crawler);
    expect((await lake.partitions(crawler, "data")).map(({ Values }) => Values)).toEqual([["2"]]);
    await lake.remove(bucket, "data/d=2/a.json");
    await lake.run(crawler);
    expect(Object.keys(await lake.tables(crawler))).toEqual(["o_data"]);
    expect(await metrics(crawler)).toEqual([1, 0, 1]);
    expect(await metrics(other.crawler)).toEqual([1, 0, 0]);
  });

  test("LOG deletes nothing", async () => {
    const SchemaChangePolicy = { DeleteBehavior: "LOG" as const };
    const { crawler, bucket } = await lake.crawl(partitioned, "data", { SchemaChangePolicy });
    for (const key of Object.keys(partitioned)) await lake.remove(bucket, key);
    await lake.run(crawler);
    expect(await lake.partitions(crawler, "data")).toHaveLength(2);
    expect((await lake.tables(crawler))["data"]?.Parameters).not.toHaveProperty("DEPRECATED_BY_CRAWLER");
  });
});

describe("CRAWL_NEW_FOLDERS_ONLY", () => {
  const RecrawlPolicy = { RecrawlBehavior: "CRAWL_NEW_FOLDERS_ONLY" as const };

  test("reads new folders and leaves known ones", async () => {
    const SchemaChangePolicy = { UpdateBehavior: "LOG" as const, DeleteBehavior: "LOG" as const };
    const objects = { "data/d=1/a.csv": "id,a\n1,1.5\n2,2\n" };
    const { crawler, bucket } = await lake.crawl(objects, "data", { RecrawlPolicy, SchemaChangePolicy });
    await lake.put(bucket, "data/d=1/a.csv", "PAR1 not to be read");
    await lake.put(bucket, "data/d=2/a.csv", "id,a\n1,1.5\n2,2\n");
    await lake.run(crawler);
    expect((await lake.partitions(crawler, "data")).map(({ Values }) => Values)).toEqual([["1"], ["2"]]);
    expect((await summaries(crawler))?.[0]).toBe("{} {ADD:{Count:1}}");
  });

  test("wants policies that change nothing (recorded)", async () => {
    const bucket = await lake.bucket({});
    await expect(lake.crawler(`s3://${bucket}`, { RecrawlPolicy })).rejects.toMatchObject({
      name: "InvalidInputException",
      message:
        'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
    });
  });
});
