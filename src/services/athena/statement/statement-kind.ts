// What GetQueryExecution says of a statement. Names of SubstatementType are documented where known, otherwise inferred from them.
import type { Ddl } from "../ddl/ddl.ts";
import type { Statement } from "./statement.ts";

export interface StatementKind {
  readonly type: "DDL" | "DML" | "UTILITY";
  readonly substatement: string;
}

const KINDS: Readonly<Record<Exclude<Statement["kind"], "ddl">, StatementKind>> = {
  query: { type: "DML", substatement: "SELECT" },
  explain: { type: "UTILITY", substatement: "EXPLAIN" },
  "create-table-as": { type: "DDL", substatement: "CREATE_TABLE_AS_SELECT" },
  insert: { type: "DML", substatement: "INSERT" },
  "create-view": { type: "DDL", substatement: "CREATE_VIEW" },
  "drop-view": { type: "DDL", substatement: "DROP_VIEW" },
  "show-create-view": { type: "UTILITY", substatement: "SHOW_CREATE_VIEW" },
  unload: { type: "DML", substatement: "UNLOAD" },
  prepare: { type: "DDL", substatement: "PREPARE" },
  execute: { type: "DML", substatement: "EXECUTE" },
  deallocate: { type: "DDL", substatement: "DEALLOCATE" },
};

export function statementKind(statement: Statement): StatementKind {
  return statement.kind === "ddl" ? ddlKind(statement.ddl) : KINDS[statement.kind];
}

function ddlKind({ kind }: Ddl): StatementKind {
  switch (kind) {
    case "describe":
      return { type: "UTILITY", substatement: "DESCRIBE_TABLE" };
    case "repair-table":
      return { type: "DDL", substatement: "MSCK_REPAIR_TABLE" };
    case "show-table-properties":
      return { type: "UTILITY", substatement: "SHOW_TBLPROPERTIES" };
    case "set-database-properties":
      return { type: "DDL", substatement: "ALTER_DATABASE" };
    case "create-database":
    case "drop-database":
    case "create-table":
    case "drop-table":
      return { type: "DDL", substatement: kind.toUpperCase().replace("-", "_") };
    default:
      return kind.startsWith("show-")
        ? { type: "UTILITY", substatement: kind.toUpperCase().replaceAll("-", "_") }
        : { type: "DDL", substatement: "ALTER_TABLE" };
  }
}

/** Of DDL whose words are known, but not what they say. */
export const DDL_UNKNOWN: StatementKind = { type: "DDL", substatement: "DDL" };
