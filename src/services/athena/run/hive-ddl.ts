// Hive's DDL in a run.
import { runDdl } from "../ddl/ddl.ts";
import type { Statement } from "../statement/statement.ts";
import type { Outcome, Run } from "./run.ts";
import { textOutcome } from "./text-outcome.ts";

/** Documented: the database of calls that name none. */
const DATABASE_DEFAULT = "default";

/** Errors: DdlFailure. */
export async function runHiveDdl(run: Run, { ddl }: Extract<Statement, { kind: "ddl" }>): Promise<Outcome> {
  const { peers, identity, nowMs, database = DATABASE_DEFAULT } = run;
  const { columns, rows } = await runDdl(ddl, { peers, identity, nowMs, database });
  return textOutcome(
    columns,
    rows.map((row) => row.join("\t")),
  );
}
