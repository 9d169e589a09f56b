// Waits for the delivery into S3, and crawls what arrived.
import { GetCrawlerCommand, GetTablesCommand, StartCrawlerCommand } from "@aws-sdk/client-glue";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clients } from "./clients.ts";
import { countFlights } from "./queries.ts";
import { names } from "./resources.ts";

const DELIVERY_TIMEOUT_MS = 10 * 60_000;

export interface LakeFile {
  readonly key: string;
  readonly sizeBytes: number;
}

export async function listParquet({ s3 }: Clients): Promise<LakeFile[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: names.bucket, Prefix: "lake/flights/" }));
  return Contents.map(({ Key = "", Size = 0 }) => ({ key: Key, sizeBytes: Size }));
}

/** Crawls and counts until every record sent is in the lake. */
export async function waitForDelivery(clients: Clients, records: number): Promise<LakeFile[]> {
  const deadline = performance.now() + DELIVERY_TIMEOUT_MS;
  let seen = 0;
  while (performance.now() < deadline) {
    const files = await listParquet(clients);
    if (files.length > seen) {
      seen = files.length;
      await crawl(clients);
      if ((await countFlights(clients)) >= records) return files;
    }
    await sleep(250);
  }
  throw new Error("the delivery did not end in time");
}

export async function crawl({ glue }: Clients): Promise<void> {
  await glue.send(new StartCrawlerCommand({ Name: names.crawler }));
  for (;;) {
    const { Crawler } = await glue.send(new GetCrawlerCommand({ Name: names.crawler }));
    if (Crawler?.State === "READY") {
      if (Crawler.LastCrawl?.Status !== "SUCCEEDED")
        throw new Error(Crawler.LastCrawl?.ErrorMessage ?? "the crawl failed");
      return;
    }
    await sleep(100);
  }
}

/** One line a table, e.g. `flights (parquet): date timestamp, ... partitioned by year, month, day`. */
export async function describeTables({ glue }: Clients): Promise<string[]> {
  const { TableList = [] } = await glue.send(new GetTablesCommand({ DatabaseName: names.database }));
  return TableList.filter(({ Name }) => Name !== names.schemaTable).map((table) => {
    const columns = table.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`).join(", ");
    const partitions = table.PartitionKeys?.map(({ Name }) => Name).join(", ");
    return `${table.Name} (${table.Parameters?.["classification"]}): ${columns}${partitions ? `; partitioned by ${partitions}` : ""}`;
  });
}
