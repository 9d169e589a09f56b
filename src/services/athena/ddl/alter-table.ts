// ALTER TABLE of a table's columns and properties.
import { Catalog, type Column, type Table } from "./catalog.ts";
import { semanticFailure, taskFailed } from "./failure.ts";
import { addPartitions, dropPartitions, renamePartition, setLocation } from "./partitions.ts";
import type { DdlSession } from "./session.ts";
import type { AlterTable } from "./syntax.ts";
import { epochSeconds, glueColumn } from "./tables.ts";

export async function alterTable(ddl: AlterTable, session: DdlSession): Promise<void> {
  switch (ddl.kind) {
    case "add-partitions":
      return addPartitions(ddl, session);
    case "drop-partitions":
      return dropPartitions(ddl, session);
    case "rename-partition":
      return renamePartition(ddl, session);
    case "set-location":
      return setLocation(ddl, session);
    default: {
      const catalog = new Catalog(session);
      const table =
        ddl.kind === "set-table-properties" ? await catalog.knownTable(ddl.table) : await catalog.hiveTable(ddl.table);
      return catalog.update(ddl.table, changed(table, ddl, session.nowMs));
    }
  }
}

type Change = Exclude<AlterTable, { kind: `${string}-partition${string}` | "set-location" }>;

function changed(table: Table, change: Change, nowMs: number): Table {
  const Parameters = { ...table.Parameters, transient_lastDdlTime: epochSeconds(nowMs) };
  if (change.kind === "set-table-properties") return { ...table, Parameters: { ...Parameters, ...change.properties } };
  const Columns = columnsAfter(table, change);
  const names = [...Columns, ...(table.PartitionKeys ?? [])].map(({ Name }) => Name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw taskFailed(`Duplicate column name: ${repeated}`);
  return { ...table, Parameters, StorageDescriptor: { ...table.StorageDescriptor, Columns } };
}

function columnsAfter(table: Table, change: Exclude<Change, { kind: "set-table-properties" }>): Column[] {
  const columns = table.StorageDescriptor?.Columns ?? [];
  switch (change.kind) {
    case "add-columns":
      return [...columns, ...change.columns.map(glueColumn)];
    case "replace-columns":
      return change.columns.map(glueColumn);
    default:
      return withChangedColumn(columns, change);
  }
}

/** Hive's words for a column that is not there; inferred for Athena. */
function withChangedColumn(columns: readonly Column[], { table, column, to, position }: ChangeColumn): Column[] {
  const place = columns.findIndex(({ Name }) => Name === column);
  const old = columns[place];
  if (!old) throw taskFailed(`Invalid column reference ${column}`);
  const next = { ...old, ...glueColumn(to) };
  if (position === undefined) return columns.with(place, next);
  const others = columns.toSpliced(place, 1);
  if (position === "first") return [next, ...others];
  const after = others.findIndex(({ Name }) => Name === position.after);
  if (after === -1) throw semanticFailure(`Invalid column reference ${position.after} in ${table.written}`);
  return others.toSpliced(after + 1, 0, next);
}

type ChangeColumn = Extract<Change, { kind: "change-column" }>;
