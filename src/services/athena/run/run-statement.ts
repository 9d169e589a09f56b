// Which file runs which statement.
import type { Statement } from "../statement/statement.ts";
import { alterTable } from "./alter.ts";
import { createTableAs, unload } from "./create-table-as.ts";
import { createDatabase, createTable, createView, dropDatabase, dropTable } from "./ddl.ts";
import { explain } from "./explain.ts";
import { insert } from "./insert.ts";
import { deallocate, executed, prepare } from "./prepared.ts";
import { repairTable } from "./repair.ts";
import type { Outcome, Run } from "./run.ts";
import { runSelect } from "./select.ts";
import {
  describe,
  showColumns,
  showCreate,
  showDatabases,
  showPartitions,
  showProperties,
  showTables,
} from "./show.ts";

/** Errors: QueryFailure, HiveFailure, TrinoSyntaxError, ScanLimitExceeded, EngineError, AwsError of a peer. */
export async function runStatement(run: Run, statement: Statement): Promise<Outcome> {
  switch (statement.kind) {
    case "query":
      return runSelect(run, statement.query);
    case "explain":
      return explain(run, statement);
    case "create-database":
      return createDatabase(run, statement);
    case "drop-database":
      return dropDatabase(run, statement);
    case "create-table":
      return createTable(run, statement);
    case "create-table-as":
      return createTableAs(run, statement);
    case "insert":
      return insert(run, statement);
    case "create-view":
      return createView(run, statement);
    case "drop-table":
    case "drop-view":
      return dropTable(run, statement);
    case "alter-table":
      return alterTable(run, statement);
    case "repair-table":
      return repairTable(run, statement);
    case "unload":
      return unload(run, statement);
    case "show-databases":
      return showDatabases(run, statement);
    case "show-tables":
    case "show-views":
      return showTables(run, statement);
    case "show-partitions":
      return showPartitions(run, statement);
    case "show-columns":
      return showColumns(run, statement);
    case "show-create-table":
    case "show-create-view":
      return showCreate(run, statement);
    case "show-properties":
      return showProperties(run, statement);
    case "describe":
      return describe(run, statement);
    case "prepare":
      return prepare(run, statement);
    case "deallocate":
      return deallocate(run, statement);
    default: {
      const { run: prepared, statement: inner } = await executed(run, statement);
      return runStatement(prepared, inner);
    }
  }
}
