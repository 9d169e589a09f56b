// A bucket, a database and crawlers over it: what the crawler tests share.
import {
  CreateCrawlerCommand,
  type CreateCrawlerCommandInput,
  GetCrawlerCommand,
  GetPartitionsCommand,
  GetTablesCommand,
  GlueClient,
  StartCrawlerCommand,
  type Table,
} from "@aws-sdk/client-glue";
import { CreateBucketCommand, DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { newRole } from "../role.ts";

export class Lake implements AsyncDisposable {
  readonly forebay: Forebay;
  readonly glue: GlueClient;
  readonly s3: S3Client;
  /** Of the lake's crawlers and databases, which are named alike. */
  #count = 0;

  private constructor(forebay: Forebay) {
    this.forebay = forebay;
    this.glue = new GlueClient(forebay.clientConfig);
    this.s3 = new S3Client(forebay.clientConfig);
  }

  static async open(): Promise<Lake> {
    const forebay = await startForebay();
    await newRole(forebay, "Crawler", ["glue.amazonaws.com"], "/service-role/");
    return new Lake(forebay);
  }

  /** A new bucket with these objects. */
  async bucket(objects: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
    const Bucket = `lake-${this.#count++}`;
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    for (const [Key, Body] of Object.entries(objects)) await this.put(Bucket, Key, Body);
    return Bucket;
  }

  async put(Bucket: string, Key: string, Body: string | Uint8Array): Promise<void> {
    await this.s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  async remove(Bucket: string, Key: string): Promise<void> {
    await this.s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }

  /** A new crawler over the path; its database has its name. */
  async crawler(path: string, more: Partial<CreateCrawlerCommandInput> = {}): Promise<string> {
    const Name = `c${this.#count++}`;
    await this.glue.send(
      new CreateCrawlerCommand({
        Name,
        Role: "arn:aws:iam::000000000000:role/service-role/Crawler",
        DatabaseName: Name,
        Targets: { S3Targets: [{ Path: path }] },
        ...more,
      }),
    );
    return Name;
  }

  /** Runs the crawler to its end; throws when it fails. */
  async run(Name: string): Promise<void> {
    await this.glue.send(new StartCrawlerCommand({ Name }));
    const { LastCrawl } = await this.ready(Name);
    if (LastCrawl?.Status !== "SUCCEEDED") throw new Error(LastCrawl?.ErrorMessage ?? "the crawl failed");
  }

  async ready(Name: string) {
    for (;;) {
      const { Crawler } = await this.glue.send(new GetCrawlerCommand({ Name }));
      if (Crawler?.State === "READY") return Crawler;
      await sleep(10);
    }
  }

  /** What a crawl of a bucket with these objects finds, by table name. */
  async crawl(
    objects: Readonly<Record<string, string | Uint8Array>>,
    path = "data/",
    more: Partial<CreateCrawlerCommandInput> = {},
  ): Promise<{ tables: Record<string, Table>; crawler: string; bucket: string }> {
    const bucket = await this.bucket(objects);
    const crawler = await this.crawler(`s3://${bucket}/${path}`, more);
    await this.run(crawler);
    return { tables: await this.tables(more.DatabaseName ?? crawler), crawler, bucket };
  }

  async tables(DatabaseName: string): Promise<Record<string, Table>> {
    const { TableList } = await this.glue.send(new GetTablesCommand({ DatabaseName }));
    return Object.fromEntries(TableList?.map((table) => [table.Name ?? "", table]) ?? []);
  }

  async partitions(DatabaseName: string, TableName: string) {
    return (await this.glue.send(new GetPartitionsCommand({ DatabaseName, TableName }))).Partitions ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.glue.destroy();
    this.s3.destroy();
    await this.forebay.close();
  }
}

/** `name type, ...` of a table's columns. */
export const columns = (table: Table | undefined): string =>
  (table?.StorageDescriptor?.Columns ?? []).map(({ Name, Type }) => `${Name} ${Type}`).join(", ");

export const keys = (table: Table | undefined): string =>
  (table?.PartitionKeys ?? []).map(({ Name, Type }) => `${Name} ${Type}`).join(", ");
