// MSCK REPAIR TABLE: adds the Hive-style folders of the table's location that the catalog lacks.
import type { Statement } from "../statement/statement.ts";
import { newPartition, PARTITIONS_CREATED_AT_ONCE } from "./alter.ts";
import { folderOf, parseLocation } from "./lake.ts";
import { HiveFailure, type Outcome, type Run } from "./run.ts";
import { requireTable } from "./tables.ts";
import { textOutcome } from "./text-outcome.ts";

export async function repairTable(
  run: Run,
  { name: parts }: Extract<Statement, { kind: "repair-table" }>,
): Promise<Outcome> {
  const { database, name, table } = await requireTable(run, parts);
  const keys = (table.PartitionKeys ?? []).map(({ Name }) => Name.toLowerCase());
  const location = parseLocation(table.StorageDescriptor?.Location ?? "");
  if (!location) throw new HiveFailure(`FAILED: SemanticException table ${name} has no S3 location`);
  if (keys.length === 0) return textOutcome(["result"], []);
  const folder = folderOf(location);
  const known = new Set<string>();
  for await (const { Values = [] } of run.glue.partitions(database, name)) known.add(JSON.stringify(Values));
  const found = new Map<string, { readonly values: string[]; readonly path: string }>();
  for await (const { key } of run.lake.list(folder)) {
    const path = key.slice(folder.prefix.length).split("/").slice(0, keys.length);
    const values = path.map((part, index) => valueOf(part, keys[index] ?? ""));
    const complete =
      values.length === keys.length && key.split("/").length > folder.prefix.split("/").length - 1 + keys.length;
    if (complete && values.every((value) => value !== undefined))
      found.set(JSON.stringify(values), { values, path: path.join("/") });
  }
  const added = [...found].filter(([id]) => !known.has(id)).map(([, partition]) => partition);
  for (let at = 0; at < added.length; at += PARTITIONS_CREATED_AT_ONCE) {
    const batch = added.slice(at, at + PARTITIONS_CREATED_AT_ONCE);
    await run.glue.call("BatchCreatePartition", {
      DatabaseName: database,
      TableName: name,
      PartitionInputList: batch.map(({ values, path }) =>
        newPartition(table, values, `s3://${folder.bucket}/${folder.prefix}${path}/`),
      ),
    });
  }
  const lines =
    added.length === 0
      ? []
      : [`Partitions not in metastore:\t${added.map(({ path }) => `${name}:${path}`).join("\t")}`];
  return textOutcome(
    ["result"],
    [...lines, ...added.map(({ path }) => `Repair: Added partition to metastore ${name}:${path}`)],
  );
}

/** The value of `key=value`, in any case of the key; undefined for another folder. */
function valueOf(part: string, key: string): string | undefined {
  const [name, ...value] = part.split("=");
  if (value.length === 0 || name?.toLowerCase() !== key) return undefined;
  try {
    return decodeURIComponent(value.join("="));
  } catch {
    return value.join("=");
  }
}
