// Writes a query's rows as lake files and puts them to S3.
import { mkdir, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { duckDbType, type HiveType } from "../../../formats/hive-type.ts";
import { uuid } from "../../../kit/ids.ts";
import { PARTITIONS_WRITTEN_MAX } from "../limits.ts";
import { QueryFailure } from "../trino/failure.ts";
import { quoteName, quoteText } from "../trino/types.ts";
import type { Location } from "./lake.ts";
import { NULL_PARTITION } from "./partitions.ts";
import type { Run } from "./run.ts";

export interface FileWriting {
  readonly format: "parquet" | "json" | "text";
  /** Of the text format. */
  readonly delimiter: string;
  readonly nullText: string;
  readonly compression: "none" | "gzip" | "snappy" | "zstd";
  readonly columns: readonly { readonly name: string; readonly type: HiveType }[];
  /** The last columns; they are in the folders' names instead of the files. */
  readonly partitionKeys: readonly string[];
}

export interface WrittenPartition {
  readonly values: readonly string[];
  /** Relative to where the files were put, e.g. `dt=2024/`. */
  readonly path: string;
}

export interface Written {
  readonly rows: number;
  readonly bytes: number;
  readonly urls: readonly string[];
  readonly partitions: readonly WrittenPartition[];
}

/** `sql` has its columns named `c1`, `c2` ..., in the order of `columns`. `placeOf` gives the folder of a partition. */
export async function writeFiles(
  run: Run,
  sql: string,
  writing: FileWriting,
  placeOf: (partition: WrittenPartition) => Location,
): Promise<Written> {
  const session = await run.session();
  const folder = join(run.folder, "written");
  await mkdir(folder, { recursive: true });
  const items = writing.columns.map(
    ({ name, type }, index) => `CAST(q.c${index + 1} AS ${duckDbType(type)}) AS ${quoteName(name)}`,
  );
  const partitioned = writing.partitionKeys.length > 0;
  const target = partitioned ? join(folder, "rows") : join(folder, "file");
  const options = [
    ...formatOptions(writing),
    ...(partitioned ? [`PARTITION_BY (${writing.partitionKeys.map(quoteName).join(", ")})`] : []),
  ];
  const { rowsChanged } = await session.run(
    `COPY (SELECT ${items.join(", ")} FROM (${sql}) AS q) TO ${quoteText(target)} (${options.join(", ")})`,
  );
  if (rowsChanged === 0) return { rows: 0, bytes: 0, urls: [], partitions: [] };
  const files = partitioned ? await filesIn(target) : [target];
  const partitions = new Map<string, WrittenPartition>();
  const urls: string[] = [];
  let bytes = 0;
  for (const file of files) {
    const partition = partitioned ? partitionOf(relative(target, file)) : { values: [], path: "" };
    partitions.set(partition.path, partition);
    if (partitions.size > PARTITIONS_WRITTEN_MAX)
      throw new QueryFailure(
        "NOT_SUPPORTED",
        `HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of ${PARTITIONS_WRITTEN_MAX} open writers for partitions/buckets`,
      );
    run.signal.throwIfAborted();
    const { bucket, prefix } = placeOf(partition);
    const key = `${prefix}${fileName(run.nowMs, writing)}`;
    await run.lake.put({ bucket, prefix: key }, { path: file });
    bytes += (await stat(file)).size;
    urls.push(`s3://${bucket}/${key}`);
  }
  return { rows: rowsChanged, bytes, urls, partitions: partitioned ? [...partitions.values()] : [] };
}

function formatOptions({ format, compression, delimiter, nullText }: FileWriting): string[] {
  const packed = compression === "none" ? (format === "parquet" ? "uncompressed" : "none") : compression;
  switch (format) {
    case "parquet":
      return ["FORMAT parquet", `COMPRESSION ${packed}`];
    case "json":
      return ["FORMAT json", `COMPRESSION ${packed}`];
    default:
      return [
        "FORMAT csv",
        "HEADER false",
        `DELIMITER ${quoteText(delimiter)}`,
        "QUOTE ''",
        "ESCAPE ''",
        `NULLSTR ${quoteText(nullText)}`,
        `COMPRESSION ${packed}`,
      ];
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/** `dt=2024/h=5/data_0.parquet` */
function partitionOf(path: string): WrittenPartition {
  const folders = path.split("/").slice(0, -1);
  const values = folders.map((folder) => {
    const value = decodeURIComponent(folder.slice(folder.indexOf("=") + 1));
    return value === "" ? NULL_PARTITION : value;
  });
  return { values, path: `${folders.join("/")}/` };
}

/** `20240229_123456_00001_abcde_<uuid>.gz`, as Athena names its files. */
function fileName(nowMs: number, { format, compression }: FileWriting): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]/g, "").replace("T", "_").slice(0, 15);
  const id = uuid();
  const extension =
    format === "parquet" || compression === "none" ? "" : { gzip: ".gz", snappy: ".snappy", zstd: ".zst" }[compression];
  return `${stamp}_00000_${id.slice(0, 5)}_${id}${extension}`;
}
