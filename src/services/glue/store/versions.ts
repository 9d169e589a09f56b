// Versions of a table: the newest is the table's own row, the ones before are archived.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { invalidInput, versionNotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import type { TableRow, TableVersionRow } from "./rows.ts";
import { tableVersions, within } from "./tables.ts";

/** Errors: InvalidInputException for what is no number, EntityNotFoundException. */
export async function requireVersion(
  reads: Reads,
  scope: Scope,
  table: TableRow,
  versionId: string | undefined,
): Promise<TableVersionRow> {
  const number = versionId === undefined ? table.version : numberOf(versionId);
  if (number === table.version) return table;
  const archived = await tableVersions.get(reads, within(scope, table.id, number));
  if (archived === undefined) throw versionNotFound();
  return archived;
}

function numberOf(versionId: string): number {
  if (!/^\d{1,15}$/.test(versionId)) throw invalidInput(`Version id ${versionId} is not a number`);
  return Number(versionId);
}

/** The newest first; only versions before `before`. */
export async function* scanVersions(
  reads: Reads,
  scope: Scope,
  table: TableRow,
  before: number | undefined,
): AsyncIterable<TableVersionRow> {
  const prefix = within(scope, table.id);
  if (before === undefined) yield table;
  const after = [...prefix, before ?? table.version];
  for await (const { row } of tableVersions.scan(reads, { prefix, after, reverse: true })) yield row;
}

/** Errors: EntityNotFoundException; InvalidInputException for the newest version, which is the table itself (inferred). */
export async function deleteVersion(
  transaction: Transaction,
  scope: Scope,
  table: TableRow,
  versionId: string,
): Promise<void> {
  const { version } = await requireVersion(transaction, scope, table, versionId);
  if (version === table.version) throw invalidInput("Cannot delete the latest version of a table.");
  tableVersions.delete(transaction, within(scope, table.id, version));
}
