// MSCK REPAIR TABLE: adds the partitions that stand under the table's location and not in the catalog.
import { Catalog, type Table } from "./catalog.ts";
import { icebergUnsupported, noPath } from "./failure.ts";
import { partitionName, valuesInName } from "./partition-name.ts";
import { partitionInput, partitionKeysOf } from "./partitions.ts";
import { type DdlResult, type DdlSession, resultOf } from "./session.ts";
import type { TableName } from "./syntax.ts";

/** Recorded: the lines have no columns; a table that is not there is a line, not a failure. */
export async function repairTable(name: TableName, session: DdlSession): Promise<DdlResult> {
  const catalog = new Catalog(session);
  const table = await catalog.table(name);
  if (!table) return resultOf([], [`Tables not in metastore:\t${name.table}`]);
  if (table.Parameters?.table_type?.toLowerCase() === "iceberg") throw icebergUnsupported();
  const root = s3Folder(table.StorageDescriptor?.Location);
  if (!root) throw noPath();
  if (!(await holdsObjects(root, session))) return resultOf([], [`Tables missing on filesystem:\t${name.table}`]);
  if (partitionKeysOf(table).length === 0) return resultOf([], []);
  return resultOf([], await repairPartitions(name, table, root, session));
}

async function repairPartitions(
  name: TableName,
  table: Table,
  root: S3Folder,
  session: DdlSession,
): Promise<readonly string[]> {
  const catalog = new Catalog(session);
  const keys = partitionKeysOf(table).map((key) => key.name);
  const folders = await foldersAt(keys.length, root, session);
  const present = new Set(folders);
  const known = new Set<string>();
  const missing: string[] = [];
  for await (const { Values = [], StorageDescriptor } of catalog.partitions(name)) {
    const folder = s3Folder(StorageDescriptor?.Location);
    const inRoot = folder?.bucket === root.bucket && folder.prefix.startsWith(root.prefix);
    const path = inRoot ? folder.prefix.slice(root.prefix.length).replace(/\/$/, "") : "";
    const partition = partitionName(keys, Values);
    known.add(path).add(partition);
    if (!present.has(path) && !(folder && (await holdsObjects(folder, session)))) missing.push(partition);
  }
  const strange = folders.filter((folder) => !known.has(folder));
  const added = strange.flatMap((folder) => {
    const values = valuesInName(folder, keys);
    return values ? [{ folder, values }] : [];
  });
  const location = `s3://${root.bucket}/${root.prefix}`;
  await catalog.addPartitions(
    name,
    added.map(({ folder, values }) => partitionInput(table, values, `${location}${folder}`, session.nowMs)),
  );
  return [
    ...listed("Partitions not in metastore:", name, strange),
    ...listed("Partitions missing from filesystem:", name, missing),
    ...added.map(({ folder }) => `Repair: Added partition to metastore ${name.table}:${folder}`),
  ];
}

function listed(title: string, { table }: TableName, folders: readonly string[]): readonly string[] {
  return folders.length === 0 ? [] : [`${title}${folders.map((folder) => `\t${table}:${folder}`).join("")}`];
}

interface S3Folder {
  readonly bucket: string;
  /** Ends with a slash, unless it is the bucket itself. */
  readonly prefix: string;
}

function s3Folder(location: string | undefined): S3Folder | undefined {
  const [, bucket, key = ""] = /^s3[an]?:\/\/([^/]+)\/*(.*)$/i.exec(location ?? "") ?? [];
  if (bucket === undefined) return undefined;
  return { bucket, prefix: key === "" || key.endsWith("/") ? key : `${key}/` };
}

async function holdsObjects({ bucket, prefix }: S3Folder, { peers, identity }: DdlSession): Promise<boolean> {
  const input = { Bucket: bucket, Prefix: prefix, MaxKeys: 1 };
  return ((await peers.call("s3", "ListObjectsV2", input, identity)).KeyCount ?? 0) > 0;
}

/** Folders of this depth below the root, as `a/b`; those that start with `_` or `.` are hidden, as in Hive. */
async function foldersAt(depth: number, root: S3Folder, session: DdlSession): Promise<readonly string[]> {
  let folders = [""];
  for (let level = 0; level < depth; level++) {
    const next: string[] = [];
    for (const folder of folders)
      for await (const name of subfolders({ ...root, prefix: root.prefix + folder }, session))
        if (!/^[_.]/.test(name)) next.push(`${folder}${name}/`);
    folders = next;
  }
  return folders.map((folder) => folder.slice(0, -1));
}

async function* subfolders({ bucket, prefix }: S3Folder, { peers, identity }: DdlSession): AsyncGenerator<string> {
  for (let ContinuationToken: string | undefined; ;) {
    const input = { Bucket: bucket, Prefix: prefix, Delimiter: "/", ...(ContinuationToken && { ContinuationToken }) };
    const page = await peers.call("s3", "ListObjectsV2", input, identity);
    for (const { Prefix = "" } of page.CommonPrefixes ?? []) {
      const name = Prefix.slice(prefix.length, -1);
      if (name !== "") yield name;
    }
    ContinuationToken = page.NextContinuationToken;
    if (!ContinuationToken) return;
  }
}
