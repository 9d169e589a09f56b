// Glue's tables in the key-value engine, and how their keys are built.
import { table } from "../../../engines/keyvalue/table.ts";
import type { Scope } from "../scope.ts";
import type {
  ClassifierRow,
  ColumnsRow,
  CrawlerRow,
  CrawlRow,
  DatabaseRow,
  PartitionRow,
  ResourcePolicyRow,
  TableRow,
  TableVersionRow,
  TagsRow,
} from "./rows.ts";

const first = { version: 1, upgrades: {} };

/** account, region, name */
export const databases = table<DatabaseRow>({ name: "glue.databases", ...first });
/** account, region, database id, name */
export const tables = table<TableRow>({ name: "glue.tables", ...first });
/** account, region, table id, version */
export const tableVersions = table<TableVersionRow>({ name: "glue.tableVersions", ...first });
/** account, region, table id, value of the first partition key, of the second, ... */
export const partitions = table<PartitionRow>({ name: "glue.partitions", ...first });
/** account, region, table id, columns id */
export const partitionColumns = table<ColumnsRow>({ name: "glue.partitionColumns", ...first });
/** account, region, name */
export const crawlers = table<CrawlerRow>({ name: "glue.crawlers", ...first });
/** account, region, crawler, start time in epoch ms, crawl id */
export const crawls = table<CrawlRow>({ name: "glue.crawls", ...first });
/** account, region, name */
export const classifiers = table<ClassifierRow>({ name: "glue.classifiers", ...first });
/** account, region, kind of resource, name in lower case */
export const resourceTags = table<TagsRow>({ name: "glue.tags", ...first });

/** account, region, `catalog` */
export const resourcePolicies = table<ResourcePolicyRow>({ name: "glue.resourcePolicies", ...first });

export const within = ({ account, region }: Scope, ...parts: (string | number)[]): (string | number)[] => [
  account,
  region,
  ...parts,
];
