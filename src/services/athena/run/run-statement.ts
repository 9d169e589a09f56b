// Which file runs which statement.
import type { Statement } from "../statement/statement.ts";
import { createTableAs, unload } from "./create-table-as.ts";
import { explain } from "./explain.ts";
import { runHiveDdl } from "./hive-ddl.ts";
import { insert } from "./insert.ts";
import { deallocate, executed, prepare } from "./prepared.ts";
import type { Outcome, Run } from "./run.ts";
import { runSelect } from "./select.ts";
import { createView, dropView, showCreateView } from "./views.ts";

/** Errors: QueryFailure, DdlFailure, TrinoSyntaxError, ScanLimitExceeded, EngineError, AwsError of a peer. */
export async function runStatement(run: Run, statement: Statement): Promise<Outcome> {
  switch (statement.kind) {
    case "query":
      return runSelect(run, statement.query);
    case "explain":
      return explain(run, statement);
    case "ddl":
      return runHiveDdl(run, statement);
    case "create-table-as":
      return createTableAs(run, statement);
    case "insert":
      return insert(run, statement);
    case "unload":
      return unload(run, statement);
    case "create-view":
      return createView(run, statement);
    case "drop-view":
      return dropView(run, statement);
    case "show-create-view":
      return showCreateView(run, statement);
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
