// Writes a query's rows as lake files and puts them to S3.
import { mkdir, readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import type { SqlSession } from "../../../engines/sql/sql.ts";
import { writeOrc } from "../../../formats/conversion/json-to-orc.ts";
import { ORC_DEFAULTS } from "../../../formats/orc/writer.ts";
import { duckDbType, type HiveType } from "../../../formats/hive-type.ts";
import { uuid } from "../../../kit/ids.ts";
import { PARTITIONS_WRITTEN_MAX } from "../limits.ts";
import { QueryFailure } from "../trino/failure.ts";
import { quoteName, quoteText } from "../trino/types.ts";
import type { Location } from "./lake.ts";
import { NULL_PARTITION } from "./partitions.ts";
import type { Run } from "./run.ts";

export interface FileWriting {
  readonly format: "parquet" | "orc" | "json" | "text";
  /** Of the text format. */
  readonly delimiter: string;
  readonly nullText: string;
  /** zlib and LZ4 of ORC alone, GZIP of the others. */
  readonly compression: "none" | "gzip" | "snappy" | "zstd" | "zlib" | "lz4";
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
  const partitioned = writing.partitionKeys.length > 0;
  const target = partitioned ? join(folder, "rows") : join(folder, "file");
  const options = [
    ...formatOptions(writing),
    ...(partitioned ? [`PARTITION_BY (${writing.partitionKeys.map(quoteName).join(", ")})`] : []),
  ];
  const { rowsChanged } = await session.run(
    `COPY (SELECT ${itemsOf(writing).join(", ")} FROM (${sql}) AS q) TO ${quoteText(target)} (${options.join(", ")})`,
  );
  if (rowsChanged === 0) return { rows: 0, bytes: 0, urls: [], partitions: [] };
  const files = partitioned ? await filesIn(target) : [target];
  const placed = files.map((file) => ({
    file,
    partition: partitioned ? partitionOf(relative(target, file)) : { values: [], path: "" },
  }));
  const partitions = new Map(placed.map(({ partition }) => [partition.path, partition]));
  if (partitions.size > PARTITIONS_WRITTEN_MAX) throw tooManyPartitions();
  const urls: string[] = [];
  let bytes = 0;
  for (const { file, partition } of placed) {
    run.signal.throwIfAborted();
    const { bucket, prefix } = placeOf(partition);
    const key = `${prefix}${fileName(run.nowMs, writing)}`;
    const path = writing.format === "orc" ? await orcFile(session, file, writing) : file;
    await run.lake.put({ bucket, prefix: key }, { path });
    bytes += (await stat(path)).size;
    urls.push(`s3://${bucket}/${key}`);
  }
  return { rows: rowsChanged, bytes, urls, partitions: partitioned ? [...partitions.values()] : [] };
}

/** Documented. */
const tooManyPartitions = (): QueryFailure =>
  new QueryFailure(
    "HIVE_TOO_MANY_OPEN_PARTITIONS",
    `Exceeded limit of ${PARTITIONS_WRITTEN_MAX} open writers for partitions/buckets`,
  );

/** DuckDB's JSON writer knows no partitions: a JSON object is a text of its own here, without a delimiter that could stand in it. */
function itemsOf({ format, columns, partitionKeys }: FileWriting): string[] {
  const items = columns.map(({ name, type }, index) => ({
    name,
    sql: `CAST(q.c${index + 1} AS ${duckDbType(type)})`,
  }));
  if (format !== "json") return items.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`);
  const fields = items.slice(0, items.length - partitionKeys.length);
  const keys = items.slice(items.length - partitionKeys.length);
  const object = `to_json({${fields.map(({ name, sql }) => `${quoteText(name)}: ${sql}`).join(", ")}})`;
  return [`CAST(${object} AS VARCHAR) AS "$json"`, ...keys.map(({ name, sql }) => `${sql} AS ${quoteName(name)}`)];
}

function formatOptions({ format, compression, delimiter, nullText }: FileWriting): string[] {
  // The engine does not write ORC: it is made of these files.
  if (format === "orc") return ["FORMAT parquet", "COMPRESSION snappy"];
  if (format === "parquet")
    return ["FORMAT parquet", `COMPRESSION ${compression === "none" ? "uncompressed" : compression}`];
  return [
    "FORMAT csv",
    "HEADER false",
    `DELIMITER ${quoteText(format === "json" ? "\u0001" : delimiter)}`,
    "QUOTE ''",
    "ESCAPE ''",
    `NULLSTR ${quoteText(nullText)}`,
    `COMPRESSION ${compression}`,
  ];
}

async function orcFile(
  session: SqlSession,
  parquet: string,
  { columns, partitionKeys, compression }: FileWriting,
): Promise<string> {
  const own = columns.slice(0, columns.length - partitionKeys.length);
  const items = own.map(({ name, type }) => `CAST(${quoteName(name)} AS ${duckDbType(type)})`);
  const result = await session.run(
    `SELECT ${items.join(", ")} FROM read_parquet(${quoteText(parquet)}, hive_partitioning=false)`,
  );
  const path = `${parquet}.orc`;
  if (compression === "gzip") throw new Error("ORC has no GZIP");
  await writeOrc(result, path, own, { ...ORC_DEFAULTS, compression });
  return path;
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

const EXTENSIONS: Readonly<Record<string, string>> = { gzip: ".gz", snappy: ".snappy", zstd: ".zst" };

/** `20240229_123456_00001_abcde_<uuid>.gz`, as Athena names its files. */
function fileName(nowMs: number, { format, compression }: FileWriting): string {
  const stamp = new Date(nowMs).toISOString().replaceAll(/[-:]/g, "").replace("T", "_").slice(0, 15);
  const id = uuid();
  const extension = format === "parquet" || format === "orc" ? "" : (EXTENSIONS[compression] ?? "");
  return `${stamp}_00000_${id.slice(0, 5)}_${id}${extension}`;
}
