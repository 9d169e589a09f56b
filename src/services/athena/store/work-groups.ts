// Work groups: finding them. `primary` is there from the first look at it on.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { AthenaContext } from "../context.ts";
import { workGroupNotFound } from "../errors.ts";
import type { Scope } from "../scope.ts";
import { PRIMARY, PRIMARY_CONFIGURATION } from "../work-group-configuration.ts";
import type { WorkGroupRow } from "./rows.ts";
import { within, workGroups } from "./tables.ts";

/** What finding a work group takes. */
export type WorkGroupContext = Pick<AthenaContext, "clock" | "keyvalue">;

export const findWorkGroup = (reads: Reads, scope: Scope, name: string): Promise<WorkGroupRow | undefined> =>
  workGroups.get(reads, within(scope, name));

export const putWorkGroup = (transaction: Transaction, scope: Scope, row: WorkGroupRow): void =>
  workGroups.put(transaction, within(scope, row.name), row);

/** Errors: InvalidRequestException. */
export async function readWorkGroup(context: WorkGroupContext, scope: Scope, name: string): Promise<WorkGroupRow> {
  const row = await findWorkGroup(context.keyvalue, scope, name);
  if (row) return row;
  return context.keyvalue.transact((transaction) => requireWorkGroup(context, transaction, scope, name));
}

/** Errors: InvalidRequestException. */
export async function requireWorkGroup(
  { clock }: WorkGroupContext,
  transaction: Transaction,
  scope: Scope,
  name: string,
): Promise<WorkGroupRow> {
  const row = await findWorkGroup(transaction, scope, name);
  if (row) return row;
  if (name !== PRIMARY) throw workGroupNotFound();
  const primary: WorkGroupRow = {
    name,
    state: "ENABLED",
    description: "",
    configuration: PRIMARY_CONFIGURATION,
    creationTime: new Date(clock.now()),
  };
  putWorkGroup(transaction, scope, primary);
  return primary;
}
