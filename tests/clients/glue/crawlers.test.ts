// The life of crawlers: definitions, runs, schedules, history.
import {
  BatchGetCrawlersCommand,
  CreateClassifierCommand,
  CreateCrawlerCommand,
  DeleteClassifierCommand,
  DeleteCrawlerCommand,
  GetClassifierCommand,
  GetClassifiersCommand,
  GetCrawlerCommand,
  GetCrawlersCommand,
  GetJobCommand,
  ListCrawlersCommand,
  ListCrawlsCommand,
  StartCrawlerCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerCommand,
  StopCrawlerScheduleCommand,
  UpdateClassifierCommand,
  UpdateCrawlerCommand,
  UpdateCrawlerScheduleCommand,
} from "@aws-sdk/client-glue";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Lake } from "./lake.ts";

let lake: Lake;
let bucket: string;
beforeAll(async () => {
  lake = await Lake.open();
  bucket = await lake.bucket({ "data/a.csv": "id,a\n1,1.5\n2,2\n" });
});
afterAll(() => lake[Symbol.asyncDispose]());

const crawler = (more = {}) => lake.crawler(`s3://${bucket}/data`, more);
const get = async (Name: string) => (await lake.glue.send(new GetCrawlerCommand({ Name }))).Crawler!;

describe("CreateCrawler and GetCrawler", () => {
  test("fill in what AWS fills in (recorded)", async () => {
    const Name = await crawler({ Description: "d", TablePrefix: "p_" });
    expect(await get(Name)).toMatchObject({
      Name,
      Role: "service-role/Crawler",
      DatabaseName: Name,
      Description: "d",
      TablePrefix: "p_",
      Targets: { S3Targets: [{ Path: `s3://${bucket}/data`, Exclusions: [] }], JdbcTargets: [], CatalogTargets: [] },
      Classifiers: [],
      RecrawlPolicy: { RecrawlBehavior: "CRAWL_EVERYTHING" },
      SchemaChangePolicy: { UpdateBehavior: "UPDATE_IN_DATABASE", DeleteBehavior: "DEPRECATE_IN_DATABASE" },
      LineageConfiguration: { CrawlerLineageSettings: "DISABLE" },
      State: "READY",
      CrawlElapsedTime: 0,
      Version: 1,
    });
  });

  test("refuse what cannot be crawled", async () => {
    const create = (Targets: object, more = {}) =>
      lake.glue.send(new CreateCrawlerCommand({ Name: "refused", Role: "service-role/Crawler", Targets, ...more }));
    await expect(create({ S3Targets: [{ Path: "s3://test-bucket-nosuch/x" }] })).rejects.toMatchObject({
      name: "InvalidInputException",
      message: "S3 bucket test-bucket-nosuch does not exist.",
    });
    await expect(create({})).rejects.toMatchObject({ name: "InvalidInputException" });
    await expect(create({ JdbcTargets: [{ ConnectionName: "c", Path: "x" }] })).rejects.toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501 },
    });
    const S3Targets = [{ Path: `s3://${bucket}` }];
    await expect(create({ S3Targets }, { Schedule: "every day" })).rejects.toMatchObject({
      name: "InvalidInputException",
    });
    await expect(create({ S3Targets }, { Classifiers: ["nosuch"] })).rejects.toMatchObject({
      name: "EntityNotFoundException",
    });
    await expect(get("refused")).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: "Crawler entry with name refused does not exist",
    });
  });

  test("a name that is taken, and deletion", async () => {
    const Name = await crawler();
    const again = new CreateCrawlerCommand({
      Name,
      Role: "service-role/Crawler",
      Targets: { S3Targets: [{ Path: `s3://${bucket}` }] },
    });
    await expect(lake.glue.send(again)).rejects.toMatchObject({ name: "AlreadyExistsException" });
    await lake.glue.send(new DeleteCrawlerCommand({ Name }));
    await expect(lake.glue.send(new DeleteCrawlerCommand({ Name }))).rejects.toMatchObject({
      name: "EntityNotFoundException",
      message: `Crawler with name ${Name} does not exist`,
    });
  });
});

describe("listings", () => {
  test("GetCrawlers, ListCrawlers by tag and BatchGetCrawlers", async () => {
    const tagged = await crawler({ Tags: { team: "a" } });
    const other = await crawler();
    const { CrawlerNames } = await lake.glue.send(new ListCrawlersCommand({ Tags: { team: "a" } }));
    expect(CrawlerNames).toEqual([tagged]);
    const all = await lake.glue.send(new ListCrawlersCommand({}));
    expect(all.CrawlerNames).toEqual(expect.arrayContaining([tagged, other]));
    const page = await lake.glue.send(new GetCrawlersCommand({ MaxResults: 1 }));
    expect(page.Crawlers).toHaveLength(1);
    const rest = await lake.glue.send(new GetCrawlersCommand({ NextToken: page.NextToken }));
    expect(rest.Crawlers?.map(({ Name }) => Name)).not.toContain(page.Crawlers?.[0]?.Name);
    const batch = await lake.glue.send(new BatchGetCrawlersCommand({ CrawlerNames: [tagged, "nosuch"] }));
    expect(batch.Crawlers?.map(({ Name }) => Name)).toEqual([tagged]);
    expect(batch.CrawlersNotFound).toEqual(["nosuch"]);
  });
});

describe("runs", () => {
  test("READY to RUNNING to READY, with a last crawl", async () => {
    const Name = await crawler();
    await lake.glue.send(new StartCrawlerCommand({ Name }));
    const done = await lake.ready(Name);
    expect(done.LastCrawl).toMatchObject({ Status: "SUCCEEDED", LogGroup: "/aws-glue/crawlers", LogStream: Name });
    const { Crawls } = await lake.glue.send(new ListCrawlsCommand({ CrawlerName: Name }));
    expect(Crawls).toMatchObject([{ CrawlId: done.LastCrawl?.MessagePrefix, State: "COMPLETED", LogStream: Name }]);
  });

  test("of two starts at once one is refused (recorded)", async () => {
    const Name = await crawler();
    const start = () => lake.glue.send(new StartCrawlerCommand({ Name }));
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    const refused = outcomes.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.reason).toMatchObject({
      name: "CrawlerRunningException",
      message: `Crawler with name ${Name} has already started`,
    });
    await lake.ready(Name);
  });

  test("a crawl of a bucket that went away fails with S3's error", async () => {
    const gone = await lake.bucket({});
    const Name = await lake.crawler(`s3://${gone}/x`);
    const { DeleteBucketCommand } = await import("@aws-sdk/client-s3");
    await lake.s3.send(new DeleteBucketCommand({ Bucket: gone }));
    await expect(lake.run(Name)).rejects.toThrow("NoSuchBucket");
    expect((await get(Name)).LastCrawl?.Status).toBe("FAILED");
  });

  test("a long crawl shows RUNNING, can be stopped, and cannot be changed meanwhile", async () => {
    const line = `${JSON.stringify({ text: "x".repeat(1000) })}\n`;
    const many = await lake.bucket({});
    await Promise.all(Array.from({ length: 60 }, (_, n) => lake.put(many, `d/p=${n}/a.json`, line.repeat(700))));
    const Name = await lake.crawler(`s3://${many}/d`);
    await lake.glue.send(new StartCrawlerCommand({ Name }));
    expect((await get(Name)).State).toBe("RUNNING");
    const changing = lake.glue.send(new UpdateCrawlerCommand({ Name, Description: "x" }));
    await expect(changing).rejects.toMatchObject({
      name: "CrawlerRunningException",
      message: "Cannot update Crawler while running. Please stop crawl or wait until it completes to update.",
    });
    await expect(lake.glue.send(new DeleteCrawlerCommand({ Name }))).rejects.toMatchObject({
      name: "CrawlerRunningException",
    });
    await lake.glue.send(new StopCrawlerCommand({ Name }));
    const stopped = await lake.ready(Name);
    expect(stopped.LastCrawl?.Status).toBe("CANCELLED");
    expect(await lake.tables(Name)).toEqual({});
    await expect(lake.glue.send(new StopCrawlerCommand({ Name }))).rejects.toMatchObject({
      name: "CrawlerNotRunningException",
      message: `Crawler with name ${Name} isn't running`,
    });
  });

  test("ListCrawls filters and pages (recorded errors)", async () => {
    const CrawlerName = await crawler();
    for (let run = 0; run < 3; run++) await lake.run(CrawlerName);
    const list = (input: object) => lake.glue.send(new ListCrawlsCommand({ CrawlerName, ...input }));
    const first = await list({ MaxResults: 2 });
    const second = await list({ MaxResults: 2, NextToken: first.NextToken });
    const starts = [...first.Crawls!, ...second.Crawls!].map(({ StartTime }) => StartTime?.getTime() ?? 0);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    expect(starts).toHaveLength(3);
    const filtered = async (FieldName: string, FilterOperator: string, FieldValue: string) =>
      (await list({ Filters: [{ FieldName, FilterOperator, FieldValue }] })).Crawls?.length;
    expect(await filtered("STATE", "EQ", "COMPLETED")).toBe(3);
    expect(await filtered("STATE", "NE", "COMPLETED")).toBe(0);
    expect(await filtered("CRAWL_ID", "EQ", first.Crawls?.[0]?.CrawlId ?? "")).toBe(1);
    expect(await filtered("START_TIME", "GE", String(starts[1]))).toBe(2);
    await expect(filtered("STATE", "LE", "RUNNING")).rejects.toMatchObject({
      name: "InvalidInputException",
      message: "Only EQ or NE operator is allowed for field : STATE",
    });
    await expect(lake.glue.send(new ListCrawlsCommand({ CrawlerName: "nosuch" }))).rejects.toMatchObject({
      message: "Crawler entry with name nosuch does not exist",
    });
  });
});

describe("schedules", () => {
  test("a crawler runs when its time comes, until its schedule is stopped", async () => {
    await lake.forebay.clock.set("2030-05-01T10:00:00Z");
    const CrawlerName = await crawler({ Schedule: "cron(30 * * * ? *)" });
    const runs = async () => (await lake.glue.send(new ListCrawlsCommand({ CrawlerName }))).Crawls?.length;
    expect((await get(CrawlerName)).Schedule).toEqual({ ScheduleExpression: "cron(30 * * * ? *)", State: "SCHEDULED" });
    await lake.forebay.clock.advance(29 * 60_000);
    expect(await runs()).toBe(0);
    await lake.forebay.clock.advance(60_000);
    await lake.ready(CrawlerName);
    expect(await runs()).toBe(1);
    await lake.forebay.clock.advance(3_600_000);
    await lake.ready(CrawlerName);
    expect(await runs()).toBe(2);
    await lake.glue.send(new StopCrawlerScheduleCommand({ CrawlerName }));
    expect((await get(CrawlerName)).Schedule?.State).toBe("NOT_SCHEDULED");
    await expect(lake.glue.send(new StopCrawlerScheduleCommand({ CrawlerName }))).rejects.toMatchObject({
      name: "SchedulerNotRunningException",
    });
    await lake.forebay.clock.advance(7_200_000);
    expect(await runs()).toBe(2);
    await lake.glue.send(new UpdateCrawlerScheduleCommand({ CrawlerName, Schedule: "cron(0 0 1 * ? *)" }));
    await lake.glue.send(new StartCrawlerScheduleCommand({ CrawlerName }));
    await lake.forebay.clock.set("2030-06-01T00:00:01Z");
    await lake.ready(CrawlerName);
    expect(await runs()).toBe(3);
  });

  test("a crawler without one cannot start it", async () => {
    const CrawlerName = await crawler();
    await expect(lake.glue.send(new StartCrawlerScheduleCommand({ CrawlerName }))).rejects.toMatchObject({
      name: "NoScheduleException",
    });
  });
});

describe("UpdateCrawler", () => {
  test("replaces the given parts", async () => {
    const Name = await crawler({ Description: "old", TablePrefix: "a_" });
    await lake.glue.send(new UpdateCrawlerCommand({ Name, TablePrefix: "b_" }));
    expect(await get(Name)).toMatchObject({ Description: "old", TablePrefix: "b_", Version: 2 });
  });
});

describe("classifiers", () => {
  test("are made, changed, listed and deleted", async () => {
    const Name = "by-pipe";
    await lake.glue.send(new CreateClassifierCommand({ CsvClassifier: { Name, Delimiter: "|" } }));
    await expect(
      lake.glue.send(new CreateClassifierCommand({ CsvClassifier: { Name, Delimiter: "|" } })),
    ).rejects.toMatchObject({ name: "AlreadyExistsException" });
    await lake.glue.send(new UpdateClassifierCommand({ CsvClassifier: { Name, Delimiter: ";" } }));
    const { Classifier } = await lake.glue.send(new GetClassifierCommand({ Name }));
    expect(Classifier?.CsvClassifier).toMatchObject({ Name, Delimiter: ";", Version: 2 });
    const { Classifiers } = await lake.glue.send(new GetClassifiersCommand({}));
    expect(Classifiers?.map(({ CsvClassifier }) => CsvClassifier?.Name)).toEqual([Name]);
    await lake.glue.send(new DeleteClassifierCommand({ Name }));
    await expect(lake.glue.send(new GetClassifierCommand({ Name }))).rejects.toMatchObject({
      name: "EntityNotFoundException",
    });
  });

  test("a grok classifier is not pretended", async () => {
    const GrokClassifier = { Name: "g", Classification: "log", GrokPattern: "%{WORD:a}" };
    await expect(lake.glue.send(new CreateClassifierCommand({ GrokClassifier }))).rejects.toMatchObject({
      name: "NotImplemented",
    });
  });
});

test("what is not built says so", async () => {
  await expect(lake.glue.send(new GetJobCommand({ JobName: "j" }))).rejects.toMatchObject({
    name: "NotImplemented",
    $metadata: { httpStatusCode: 501 },
  });
});
