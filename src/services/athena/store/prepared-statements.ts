// Prepared statements, by work group and name. Names are found whatever their case, as SQL writes them.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { preparedStatementNotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { WorkGroupContents } from "./contents.ts";
import type { PreparedStatementRow } from "./rows.ts";
import { preparedStatements, within } from "./tables.ts";

const keyOf = (scope: Scope, workGroup: string, name: string): (string | number)[] =>
  within(scope, workGroup, name.toLowerCase());

export const findPreparedStatement = (
  reads: Reads,
  scope: Scope,
  workGroup: string,
  name: string,
): Promise<PreparedStatementRow | undefined> => preparedStatements.get(reads, keyOf(scope, workGroup, name));

/** Errors: ResourceNotFoundException. */
export async function requirePreparedStatement(
  reads: Reads,
  scope: Scope,
  workGroup: string,
  name: string,
): Promise<PreparedStatementRow> {
  const row = await findPreparedStatement(reads, scope, workGroup, name);
  if (row === undefined) throw preparedStatementNotFound(name, workGroup);
  return row;
}

export const putPreparedStatement = (transaction: Transaction, scope: Scope, row: PreparedStatementRow): void =>
  preparedStatements.put(transaction, keyOf(scope, row.workGroup, row.name), row);

export const deletePreparedStatementRow = (
  transaction: Transaction,
  scope: Scope,
  { workGroup, name }: PreparedStatementRow,
): void => preparedStatements.delete(transaction, keyOf(scope, workGroup, name));

/** By name in lower case; `after` is a name. */
export async function listedStatements(
  reads: Reads,
  scope: Scope,
  workGroup: string,
  after: string | undefined,
  limit: number,
): Promise<PreparedStatementRow[]> {
  const prefix = within(scope, workGroup);
  const rows: PreparedStatementRow[] = [];
  const range = { prefix, limit, ...(after !== undefined && { after: keyOf(scope, workGroup, after) }) };
  for await (const { row } of preparedStatements.scan(reads, range)) rows.push(row);
  return rows;
}

export const preparedStatementsOf: WorkGroupContents = {
  async isEmpty(reads, scope, workGroup) {
    return (await listedStatements(reads, scope, workGroup, undefined, 1)).length === 0;
  },
  async deleteSome(transaction, scope, workGroup, max) {
    const rows = await listedStatements(transaction, scope, workGroup, undefined, max);
    for (const row of rows) deletePreparedStatementRow(transaction, scope, row);
    return rows.length > 0;
  },
};
