// Named queries, by id and by work group.
import { isDeepStrictEqual } from "node:util";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { idempotentParametersDiffer, namedQueryNotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { WorkGroupContents } from "./contents.ts";
import type { NamedQueryRow } from "./rows.ts";
import { namedQueries, namedQueriesByWorkGroup, namedQueryTokens, within } from "./tables.ts";

export const findNamedQuery = (reads: Reads, scope: Scope, id: string): Promise<NamedQueryRow | undefined> =>
  namedQueries.get(reads, within(scope, id));

/** Errors: InvalidRequestException. */
export async function requireNamedQuery(reads: Reads, scope: Scope, id: string): Promise<NamedQueryRow> {
  const row = await findNamedQuery(reads, scope, id);
  if (row === undefined) throw namedQueryNotFound(id);
  return row;
}

/** The id that a token already created. Errors: InvalidRequestException when it was asked for something else. */
export async function createdBefore(reads: Reads, scope: Scope, row: NamedQueryRow): Promise<string | undefined> {
  if (row.token === undefined) return undefined;
  const known = await namedQueryTokens.get(reads, within(scope, row.token));
  if (known && !isDeepStrictEqual(known.asked, askedOf(row))) throw idempotentParametersDiffer();
  return known?.id;
}

export function addNamedQuery(transaction: Transaction, scope: Scope, row: NamedQueryRow): void {
  putNamedQuery(transaction, scope, row);
  namedQueriesByWorkGroup.put(transaction, within(scope, row.workGroup, row.id), { id: row.id });
  if (row.token !== undefined)
    namedQueryTokens.put(transaction, within(scope, row.token), { id: row.id, asked: askedOf(row) });
}

const askedOf = ({ id: _id, token: _token, ...asked }: NamedQueryRow): Omit<NamedQueryRow, "id" | "token"> => asked;

export const putNamedQuery = (transaction: Transaction, scope: Scope, row: NamedQueryRow): void =>
  namedQueries.put(transaction, within(scope, row.id), row);

export function deleteNamedQueryRow(transaction: Transaction, scope: Scope, row: NamedQueryRow): void {
  namedQueries.delete(transaction, within(scope, row.id));
  namedQueriesByWorkGroup.delete(transaction, within(scope, row.workGroup, row.id));
  if (row.token !== undefined) namedQueryTokens.delete(transaction, within(scope, row.token));
}

/** By id. */
export async function namedQueryIds(
  reads: Reads,
  scope: Scope,
  workGroup: string,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const prefix = within(scope, workGroup);
  const ids: string[] = [];
  const range = { prefix, limit, ...(after !== undefined && { after: [...prefix, after] }) };
  for await (const { row } of namedQueriesByWorkGroup.scan(reads, range)) ids.push(row.id);
  return ids;
}

export const namedQueriesOf: WorkGroupContents = {
  async isEmpty(reads, scope, workGroup) {
    return (await namedQueryIds(reads, scope, workGroup, undefined, 1)).length === 0;
  },
  async deleteSome(transaction, scope, workGroup, max) {
    const ids = await namedQueryIds(transaction, scope, workGroup, undefined, max);
    for (const id of ids) deleteNamedQueryRow(transaction, scope, await requireNamedQuery(transaction, scope, id));
    return ids.length > 0;
  },
};
