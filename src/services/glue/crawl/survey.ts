// Surveys an S3 target: lists it, samples its files, and says which tables are there.
import type { ClassifierInput, S3TargetInput } from "../store/inputs.ts";
import type { CrawlerConfiguration } from "./configuration.ts";
import { type Exclusion, exclusion } from "./exclusion.ts";
import type { FileSchema } from "./file-schema.ts";
import { type Folder, FolderTree, isHidden } from "./folders.ts";
import { fileTables, type GroupedTable, groupTables } from "./grouping.ts";
import { partitionNaming } from "./partition-keys.ts";
import { sampleFile } from "./sample.ts";
import { type IncludePath, parseIncludePath, type Source } from "./source.ts";
import { type CrawledTable, tableName } from "./table-definition.ts";

export interface SurveyPlan {
  readonly source: Source;
  readonly classifiers: readonly ClassifierInput[];
  readonly configuration: CrawlerConfiguration;
  readonly tablePrefix: string;
  /** Schemas of folders that were crawled before and are not to be read again, by location. */
  readonly known: ReadonlyMap<string, FileSchema>;
  /** Called between files: throws to end the crawl. */
  checkpoint(): Promise<void>;
}

/** Files that are read at a time. Ours. */
const FILES_AT_ONCE = 4;

/** Errors: S3's; what `checkpoint` throws; TooManyFolders. */
export async function surveyTarget(target: S3TargetInput, plan: SurveyPlan): Promise<CrawledTable[]> {
  const include = parseIncludePath(target.Path);
  if (include === undefined) return [];
  const tree = await listTarget(include, target, plan);
  for (const folder of tree.folders()) await sampleFolder(folder, include, plan);
  const { combineCompatible, tableLevel } = plan.configuration;
  const above = include.path === "" ? 1 : include.path.split("/").length + 1;
  const policy = { combineCompatible, tableLevel: tableLevel === undefined ? undefined : tableLevel - above };
  const isFile = tree.root.files.sampled[0]?.key === include.path;
  const tables = isFile ? fileTables(tree.root) : groupTables(tree.root, policy);
  return tables.map((table) => crawledTable(table, include, target, plan));
}

async function listTarget(include: IncludePath, target: S3TargetInput, plan: SurveyPlan): Promise<FolderTree> {
  const excluded = (target.Exclusions ?? []).map(exclusion).filter((test): test is Exclusion => test !== undefined);
  const tree = new FolderTree(target.SampleSize);
  let listed = 0;
  for await (const object of plan.source.list(include)) {
    if (++listed % 1000 === 0) await plan.checkpoint();
    const relative = relativeKey(object.key, include);
    if (object.sizeBytes === 0 || isHidden(relative) || excluded.some((test) => test(relative))) continue;
    tree.add(relative, object);
  }
  return tree;
}

/** From the include path on; the file's own name when the include path is a file. */
const relativeKey = (key: string, { path }: IncludePath): string =>
  path === "" ? key : key === path ? key.slice(key.lastIndexOf("/") + 1) : key.slice(path.length + 1);

async function sampleFolder(folder: Folder, include: IncludePath, plan: SurveyPlan): Promise<void> {
  const { chosen } = folder.files;
  const known = plan.known.get(locationOf(include, folder.path));
  if (known && chosen[0]) {
    const { key } = chosen[0];
    const { objectCount, sizeBytes } = folder.files;
    folder.files.sampled = [{ key, schema: known, extent: { objectCount, sizeBytes, recordCount: 0, recordBytes: 0 } }];
    return;
  }
  for (let at = 0; at < chosen.length; at += FILES_AT_ONCE) {
    await plan.checkpoint();
    const files = chosen.slice(at, at + FILES_AT_ONCE);
    const sampled = await Promise.all(
      files.map((file) => sampleFile(plan.source, include.bucket, file, plan.classifiers)),
    );
    folder.files.sampled.push(...sampled.filter((file) => file !== undefined));
  }
  folder.files.chosen.length = 0;
}

const locationOf = ({ bucket, path }: IncludePath, below: string): string =>
  `s3://${bucket}/${path === "" ? "" : `${path}/`}${below}`;

function crawledTable(
  table: GroupedTable,
  include: IncludePath,
  target: S3TargetInput,
  plan: SurveyPlan,
): CrawledTable {
  const { keys, values } = partitionNaming(table);
  const own = table.name ?? include.path.slice(include.path.lastIndexOf("/") + 1);
  const taken = new Set(keys);
  const columns = table.schema.columns.filter(({ name }) => !taken.has(name));
  const root = `s3://${include.bucket}/${include.path === "" ? "" : `${include.path}/`}`;
  return {
    name: tableName(plan.tablePrefix, own === "" ? include.bucket : own),
    location: table.isFile ? `s3://${include.bucket}/${table.path}` : locationOf(include, table.path),
    schema: { ...table.schema, columns },
    extent: table.extent,
    partitionKeys: keys,
    partitions:
      keys.length === 0
        ? []
        : table.leaves.map(({ path, schema, extent }, index) => ({
            values: values[index] ?? [],
            location: locationOf(include, path),
            schema: { ...schema, columns: schema.columns.filter(({ name }) => !taken.has(name)) },
            extent,
          })),
    exclusions: (target.Exclusions ?? []).map((pattern) => `${root}${pattern}`),
  };
}
