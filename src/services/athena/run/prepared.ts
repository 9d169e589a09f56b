// PREPARE, EXECUTE and DEALLOCATE in SQL: the statements are those of the API.
import { parseStatement } from "../statement/parse-statement.ts";
import type { Statement } from "../statement/statement.ts";
import {
  deletePreparedStatementRow,
  findPreparedStatement,
  putPreparedStatement,
} from "../store/prepared-statements.ts";
import type { PreparedStatementRow } from "../store/rows.ts";
import { QueryFailure } from "../trino/failure.ts";
import { DONE, type Outcome, type Run } from "./run.ts";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

export async function prepare({ keyvalue, key, row, nowMs }: Run, { name, sql }: Of<"prepare">): Promise<Outcome> {
  parseStatement(sql);
  const statement = {
    name,
    workGroup: row.workGroup,
    queryStatement: sql,
    description: undefined,
    lastModifiedTime: new Date(nowMs),
  };
  await keyvalue.transact((transaction) => putPreparedStatement(transaction, key, statement));
  return DONE;
}

export async function deallocate(run: Run, { name }: Of<"deallocate">): Promise<Outcome> {
  const statement = await required(run, name);
  await run.keyvalue.transact((transaction) => deletePreparedStatementRow(transaction, run.key, statement));
  return DONE;
}

async function required({ keyvalue, key, row }: Run, name: string): Promise<PreparedStatementRow> {
  const statement = await findPreparedStatement(keyvalue, key, row.workGroup, name);
  if (!statement) throw new QueryFailure("GENERIC_USER_ERROR", `Prepared statement not found: ${name}`);
  return statement;
}

/** The prepared statement, and the run with its parameters: those of USING, or of the request. */
export async function executed(
  run: Run,
  { name, parameters }: Of<"execute">,
): Promise<{ readonly run: Run; readonly statement: Statement }> {
  const { queryStatement } = await required(run, name);
  const { statement, parameterCount } = parseStatement(queryStatement);
  const given = parameters.length > 0 ? parameters : run.row.parameters;
  if (given.length !== parameterCount)
    throw new QueryFailure(
      "INVALID_PARAMETER_USAGE",
      `line 1:1: Incorrect number of parameters: expected ${parameterCount} but found ${given.length}`,
    );
  return { run: { ...run, row: { ...run.row, parameters: given } }, statement };
}
