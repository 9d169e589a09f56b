// Makes the views that a query's scans read: the objects of its partitions, in place.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { StorageDescriptor, Table } from "./glue.ts";
import type { SqlSession } from "../../../engines/sql/sql.ts";
import { emptyScanSql, lakeScanSql, type LakeColumn } from "../../../formats/lake-scan.ts";
import { columnType, fileFormat, type FileFormat } from "../../../formats/serde.ts";
import { OBJECTS_CONVERTED_AT_ONCE, OBJECTS_OPENED_AT_ONCE } from "../limits.ts";
import type { Scan } from "../trino/analysis.ts";
import { tableKey, type BaseTable } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import { quoteName, quoteText } from "../trino/types.ts";
import { PATH_COLUMN, type QueryCatalog } from "./catalog-tables.ts";
import type { GlueCatalog } from "./glue.ts";
import { INFORMATION_SCHEMA, makeInformationView } from "./information-schema.ts";
import { folderOf, parseLocation, type Lake } from "./lake.ts";
import { materialiseOrc, type OrcScanned } from "./orc-files.ts";
import { NULL_PARTITION, partitionsOf, type ReadPartition } from "./partitions.ts";
import { parquetScanned } from "./scanned-bytes.ts";
import { isBatched, TextBatches } from "./text-batches.ts";
import { unsnap } from "./unsnap.ts";

export interface ScanTools {
  readonly session: SqlSession;
  readonly glue: GlueCatalog;
  readonly lake: Lake;
  readonly catalog: QueryCatalog;
  /** For links and copies, of this query alone. */
  readonly folder: string;
  readonly nowMs: number;
  readonly signal: AbortSignal;
}

export interface Scanned {
  readonly bytes: number;
  /** Of Parquet and ORC files, which say so; 0 for others. */
  readonly rows: number;
}

/** Files of one format and compression. */
interface Group {
  readonly format: FileFormat;
  readonly compression: "none" | "gzip" | "zstd";
  readonly paths: string[];
  sizeBytes: number;
}

export async function makeScan(tools: ScanTools, scan: Scan): Promise<Scanned> {
  const base = scan.table as BaseTable;
  if (base.database === INFORMATION_SCHEMA) {
    await makeInformationView(tools.session, tools.glue, base, scan.view);
    return { bytes: 0, rows: 0 };
  }
  const table = tools.catalog.glueTables.get(tableKey(base.database, base.name)) as Table;
  const columns = lakeColumns(table.StorageDescriptor?.Columns);
  const partitionKeys = lakeColumns(table.PartitionKeys);
  const partitions = await partitionsOf(tools.session, tools.glue, scan, table, base, tools.nowMs);
  const urls: string[] = [];
  const orc = { bytes: 0, rows: 0 };
  const groups = await gather(tools, scan, table, partitions, { columns, partitionKeys }, urls, orc);
  const selects: string[] = [];
  for (const { format, compression, paths } of groups)
    selects.push(await lakeScanSql(tools.session, format, columns, { paths, compression, partitionKeys }));
  const source = selects.length > 0 ? selects.join(" UNION ALL ") : emptyScanSql([...columns, ...partitionKeys]);
  // Files are numbered from 1 in their names, so that a row's file is found without a join.
  const path = scan.needed.has(PATH_COLUMN)
    ? `[${urls.map(quoteText).join(", ")}][CAST(regexp_extract(filename, 'f(\\d+)$', 1) AS INTEGER)]`
    : "CAST(NULL AS VARCHAR)";
  await tools.session.run(
    `CREATE TEMP VIEW ${quoteName(scan.view)} AS SELECT *, ${path} AS ${quoteName(PATH_COLUMN)} FROM (${source})`,
  );
  const others = await scannedOf(tools, scan, base, groups);
  return { bytes: others.bytes + orc.bytes, rows: others.rows + orc.rows };
}

const lakeColumns = (columns: StorageDescriptor["Columns"]): readonly LakeColumn[] =>
  (columns ?? []).map(({ Name, Type }) => ({ name: Name.toLowerCase(), type: columnType(Type) }));

async function scannedOf(
  { session }: ScanTools,
  scan: Scan,
  base: BaseTable,
  groups: readonly Group[],
): Promise<Scanned> {
  let bytes = 0;
  let rows = 0;
  for (const { format, paths, sizeBytes } of groups) {
    if (format.kind === "parquet") {
      const scanned = await parquetScanned(session, paths, scan, base);
      bytes += scanned.bytes;
      rows += scanned.rows;
    } else if (format.kind !== "orc") bytes += sizeBytes;
  }
  return { bytes, rows };
}

/** Links every object of the partitions into folders `key=value`, by format and compression. */
async function gather(
  tools: ScanTools,
  scan: Scan,
  table: Table,
  partitions: readonly ReadPartition[],
  {
    columns,
    partitionKeys: keys,
  }: { readonly columns: readonly LakeColumn[]; readonly partitionKeys: readonly LakeColumn[] },
  urls: string[],
  orc: OrcScanned,
): Promise<readonly Group[]> {
  const groups = new Map<string, Group>();
  const links: (() => Promise<unknown>)[] = [];
  const conversions: (() => Promise<void>)[] = [];
  const batches = new TextBatches((bytes, path) => tools.lake.keepPrivate(bytes, path));
  const canBatch = !scan.needed.has(PATH_COLUMN);
  for (const partition of partitions) {
    const format = formatOf(table, partition.storage);
    const location = parseLocation(partition.location);
    if (!location)
      throw new QueryFailure("HIVE_INVALID_METADATA", `Table location is no S3 path: ${partition.location}`);
    const names = keys.map(({ name }, index) => `${name}=${encodeValue(partition.values[index])}`);
    const folder = join(tools.folder, scan.view, ...names);
    let made = false;
    for await (const object of tools.lake.readable(folderOf(location))) {
      if (!made) await mkdir(folder, { recursive: true });
      made = true;
      const compression = compressionOf(object.key, format);
      const path = join(folder, `f${urls.push(`s3://${object.bucket}/${object.key}`)}`);
      const plain = compression === "snappy" ? "none" : compression;
      const id = JSON.stringify([format, plain]);
      const group = groups.get(id) ?? { format, compression: plain, paths: [], sizeBytes: 0 };
      groups.set(id, group);
      group.sizeBytes += object.sizeBytes;
      const { lake } = tools;
      if (canBatch && compression === "none" && isBatched(format)) {
        const { paths } = group;
        links.push(async () => {
          if (await lake.materialiseUnless((body) => batches.take(body, folder, paths), object, path)) paths.push(path);
        });
        continue;
      }
      group.paths.push(path);
      if (format.kind === "orc")
        conversions.push(() =>
          materialiseOrc(lake, object, path, { format, columns, needed: scan.needed, signal: tools.signal }, orc),
        );
      else links.push(() => lake.materialise(object, path, compression === "snappy" ? unsnap : undefined));
    }
  }
  await inTurns(links, OBJECTS_OPENED_AT_ONCE);
  await batches.finish();
  await inTurns(conversions, OBJECTS_CONVERTED_AT_ONCE);
  return [...groups.values()];
}

async function inTurns(calls: readonly (() => Promise<unknown>)[], atOnce: number): Promise<void> {
  for (let at = 0; at < calls.length; at += atOnce)
    await Promise.all(calls.slice(at, at + atOnce).map((call) => call()));
}

const encodeValue = (value: string | undefined): string =>
  value === undefined || value === NULL_PARTITION ? NULL_PARTITION : encodeURIComponent(value);

export function formatOf(table: Table, storage: StorageDescriptor): FileFormat {
  const serde = storage.SerdeInfo ?? table.StorageDescriptor?.SerdeInfo ?? {};
  const format = fileFormat({
    inputFormat: storage.InputFormat,
    serializationLibrary: serde.SerializationLibrary,
    serdeParameters: serde.Parameters ?? {},
    tableParameters: { ...table.Parameters, ...storage.Parameters },
  });
  if (typeof format === "string") throw new QueryFailure("HIVE_UNSUPPORTED_FORMAT", format);
  return format;
}

function compressionOf(key: string, format: FileFormat): Group["compression"] | "snappy" {
  if (format.kind === "parquet" || format.kind === "orc") return "none";
  const [, extension] = /\.([a-z0-9]+)$/i.exec(key) ?? [];
  switch (extension?.toLowerCase()) {
    case "gz":
    case "gzip":
      return "gzip";
    case "zst":
    case "zstd":
      return "zstd";
    case "snappy":
    case "hsnappy":
      return "snappy";
    case "bz2":
    case "lz4":
    case "lzo":
    case "deflate":
    case "zip":
      throw new QueryFailure(
        "HIVE_UNSUPPORTED_FORMAT",
        `Files compressed as .${extension} are not supported; GZIP, ZSTD and Snappy are: ${key}`,
      );
    default:
      return "none";
  }
}
