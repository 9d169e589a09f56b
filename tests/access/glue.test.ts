// What the operations of Glue need. Documented in the Service Authorization Reference; the order is recorded.
import { describe, expect, it } from "vitest";
import { account, lines, openServices, region } from "./services.ts";

const { call, needs } = openServices();
const needed = async (operation: string, input: object) => lines(await needs("glue", operation, input));
const arn = (resource: string, of = account): string => `arn:aws:glue:${region}:${of}:${resource}`;

const TABLE = ["catalog", "database/sales", "table/sales/orders"];
const DATABASE = ["catalog", "database/sales"];

describe("Glue: the catalog", () => {
  const DatabaseName = "Sales";
  const ofTable = { DatabaseName, TableName: "Orders" };
  const cases: [string, object, string[]][] = [
    ["CreateDatabase", { DatabaseInput: { Name: "Sales" } }, DATABASE],
    ["GetDatabase", { Name: "Sales" }, DATABASE],
    ["UpdateDatabase", { Name: "Sales", DatabaseInput: { Name: "Sales" } }, DATABASE],
    ["GetDatabases", {}, ["catalog"]],
    ["SearchTables", {}, ["catalog"]],
    ["DeleteResourcePolicy", {}, ["catalog"]],
    ["GetResourcePolicies", {}, ["catalog"]],
    ["GetResourcePolicy", {}, ["catalog"]],
    ["PutResourcePolicy", { PolicyInJson: "{}" }, ["catalog"]],
    ["GetTables", { DatabaseName }, DATABASE],
    ["DeleteDatabase", { Name: "Sales" }, [...DATABASE, "table/sales/*", "userDefinedFunction/sales/*"]],
    ["CreateTable", { DatabaseName, TableInput: { Name: "Orders" } }, TABLE],
    ["UpdateTable", { DatabaseName, TableInput: { Name: "Orders" } }, TABLE],
    ["DeleteTable", { DatabaseName, Name: "Orders" }, TABLE],
    ["GetTable", { DatabaseName, Name: "Orders" }, TABLE],
    ["BatchDeleteTable", { DatabaseName, TablesToDelete: ["Orders", "returns"] }, [...TABLE, "table/sales/returns"]],
    ...[
      "BatchCreatePartition",
      "BatchDeletePartition",
      "BatchDeleteTableVersion",
      "BatchGetPartition",
      "BatchUpdatePartition",
      "CreatePartition",
      "CreatePartitionIndex",
      "DeletePartition",
      "DeletePartitionIndex",
      "DeleteTableVersion",
      "GetPartition",
      "GetPartitionIndexes",
      "GetPartitions",
      "GetTableVersion",
      "GetTableVersions",
      "UpdatePartition",
    ].map((operation): [string, object, string[]] => [operation, ofTable, TABLE]),
  ];
  it.each(cases)("%s: on the catalog, then what is below it", async (operation, input, resources) => {
    expect(await needed(operation, input)).toEqual(resources.map((resource) => `glue:${operation} ${arn(resource)}`));
  });

  it("CatalogId names another account's catalog", async () => {
    const other = "999988887777";
    const got = await needs("glue", "GetTable", { CatalogId: other, DatabaseName, Name: "Orders" });
    expect(got.map(({ resource }) => resource)).toEqual(TABLE.map((resource) => arn(resource, other)));
    for (const { resourcePolicy } of got) expect(resourcePolicy).toEqual({ document: undefined, mode: "either" });
  });

  it("CreateDatabase: with tags TagResource too; later the database has them", async () => {
    const input = { DatabaseInput: { Name: "tagged" }, Tags: { team: "lake" } };
    const all = await needs("glue", "CreateDatabase", input);
    expect(lines(all).at(-1)).toBe(`glue:TagResource ${arn("database/tagged")}`);
    expect(all.at(-1)?.requestTags).toEqual({ team: "lake" });
    await call("glue", "CreateDatabase", input);
    const [catalog, database] = await needs("glue", "GetDatabase", { Name: "tagged" });
    expect(catalog?.resourceTags).toBeUndefined();
    expect(database?.resourceTags).toEqual({ team: "lake" });
  });
});

describe("Glue: crawlers", () => {
  const crawler = arn("crawler/nightly");
  const ResourceArn = crawler;
  const cases: [string, object][] = [
    ["BatchGetCrawlers", { CrawlerNames: ["nightly"] }],
    ["DeleteCrawler", { Name: "nightly" }],
    ["GetCrawler", { Name: "nightly" }],
    ["GetTags", { ResourceArn }],
    ["ListCrawls", { CrawlerName: "nightly" }],
    ["StartCrawler", { Name: "nightly" }],
    ["StopCrawler", { Name: "nightly" }],
    ["TagResource", { ResourceArn, TagsToAdd: { a: "1" } }],
    ["UntagResource", { ResourceArn, TagsToRemove: ["a"] }],
    ["UpdateCrawler", { Name: "nightly" }],
  ];
  it.each(cases)("%s: on the crawler", async (operation, input) => {
    expect(await needed(operation, input)).toEqual([`glue:${operation} ${crawler}`]);
  });

  it("GetTags: names that are too long", async () => {
    const ResourceArn = arn(`database/${"x".repeat(6_000)}`);
    await expect(needs("glue", "GetTags", { ResourceArn })).rejects.toMatchObject({ name: "InvalidInputException" });
  });

  it.each([
    "CreateClassifier",
    "DeleteClassifier",
    "GetClassifier",
    "GetClassifiers",
    "GetCrawlerMetrics",
    "GetCrawlers",
    "ListCrawlers",
    "StartCrawlerSchedule",
    "StopCrawlerSchedule",
    "UpdateClassifier",
    "UpdateCrawlerSchedule",
  ])("%s: on nothing", async (operation) => {
    expect(await needed(operation, {})).toEqual([`glue:${operation} *`]);
  });

  it.each([
    ["arn:aws:iam::111122223333:role/crawl", "arn:aws:iam::111122223333:role/crawl"],
    ["crawl", "arn:aws:iam::111122223333:role/crawl"],
    ["service-role/crawl", "arn:aws:iam::111122223333:role/service-role/crawl"],
  ])("CreateCrawler and UpdateCrawler: pass the role %s", async (Role, passed) => {
    const created = await needs("glue", "CreateCrawler", { Name: "nightly", Role, Targets: {}, Tags: { a: "1" } });
    expect(lines(created)).toEqual(["glue:CreateCrawler *", `glue:TagResource ${crawler}`, `iam:PassRole ${passed}`]);
    expect(created.map(({ requestTags }) => requestTags)).toEqual([{ a: "1" }, { a: "1" }, undefined]);
    expect(created[2]?.context).toEqual({ "iam:PassedToService": "glue.amazonaws.com" });
    expect(await needed("UpdateCrawler", { Name: "nightly", Role })).toEqual([
      `glue:UpdateCrawler ${crawler}`,
      `iam:PassRole ${passed}`,
    ]);
  });
});
