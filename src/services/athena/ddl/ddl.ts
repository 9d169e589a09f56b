// Hive's DDL as Athena runs it on the Glue Data Catalog: what the query executions use.
import { AwsError } from "../../../kit/errors.ts";
import { alterTable } from "./alter-table.ts";
import { runDatabaseDdl } from "./databases.ts";
import { runDescribe } from "./describe.ts";
import { taskFailed } from "./failure.ts";
import { repairTable } from "./repair-table.ts";
import { type DdlResult, type DdlSession, NOTHING } from "./session.ts";
import { runShow } from "./show.ts";
import type { Ddl } from "./syntax.ts";
import { createTable, dropTable } from "./tables.ts";

export { DdlFailure, DdlRefusal } from "./failure.ts";
export { parseDdl } from "./parse.ts";
export type { DdlResult, DdlSession } from "./session.ts";
export type { Ddl } from "./syntax.ts";

/** Errors: DdlFailure. */
export async function runDdl(ddl: Ddl, session: DdlSession): Promise<DdlResult> {
  try {
    return await run(ddl, session);
  } catch (error) {
    // Glue's or S3's refusal, for instance of an identity that may not; inferred: Hive's words around AWS's.
    if (error instanceof AwsError && error.fault === "client") throw taskFailed(`${error.message} (${error.code})`);
    throw error;
  }
}

async function run(ddl: Ddl, session: DdlSession): Promise<DdlResult> {
  switch (ddl.kind) {
    case "create-database":
    case "drop-database":
    case "set-database-properties":
      await runDatabaseDdl(ddl, session);
      return NOTHING;
    case "create-table":
      await createTable(ddl, session);
      return NOTHING;
    case "drop-table":
      await dropTable(ddl.table, ddl.ifExists, session);
      return NOTHING;
    case "repair-table":
      return repairTable(ddl.table, session);
    case "describe":
      return runDescribe(ddl, session);
    case "show-databases":
    case "show-tables":
    case "show-views":
    case "show-partitions":
    case "show-columns":
    case "show-create-table":
    case "show-table-properties":
      return runShow(ddl, session);
    default:
      await alterTable(ddl, session);
      return NOTHING;
  }
}
