// EXPLAIN: the engine's plan of the query.
import type { SqlResultValue } from "../../../engines/sql/sql.ts";
import type { Statement } from "../statement/statement.ts";
import type { Outcome, Run } from "./run.ts";
import { prepareQuery } from "./select.ts";
import { textOutcome } from "./text-outcome.ts";

export async function explain(run: Run, { analyze, query }: Extract<Statement, { kind: "explain" }>): Promise<Outcome> {
  const { sql } = await prepareQuery(run, query);
  const rows = await (await (await run.session()).run(`EXPLAIN ${analyze ? "ANALYZE " : ""}${sql}`)).rows();
  return textOutcome(
    [{ name: "Query Plan", type: "varchar" }],
    rows.flatMap((row) => textOf(row.at(-1)).split("\n")),
  );
}

const textOf = (value: SqlResultValue | undefined): string => (typeof value === "string" ? value : "");
