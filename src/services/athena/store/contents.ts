// What a work group holds: it goes with its group, and only on demand.
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { AthenaContext } from "../context.ts";
import { CONTENTS_DELETED_MAX } from "../limits.ts";
import type { Scope } from "../scope.ts";
import { executionsOf } from "./executions.ts";
import { namedQueriesOf } from "./named-queries.ts";
import { preparedStatementsOf } from "./prepared-statements.ts";

/** One kind of a work group's contents. */
export interface WorkGroupContents {
  isEmpty(reads: Reads, scope: Scope, workGroup: string): Promise<boolean>;
  /** Deletes up to `max`; false when nothing was left. */
  deleteSome(transaction: Transaction, scope: Scope, workGroup: string, max: number): Promise<boolean>;
}

const contents: readonly WorkGroupContents[] = [namedQueriesOf, preparedStatementsOf, executionsOf];

export async function holdsNothing(reads: Reads, scope: Scope, workGroup: string): Promise<boolean> {
  for (const kind of contents) if (!(await kind.isEmpty(reads, scope, workGroup))) return false;
  return true;
}

/** In bounded transactions: whoever is interrupted asks again. */
export async function deleteContents(
  { keyvalue }: Pick<AthenaContext, "keyvalue">,
  scope: Scope,
  workGroup: string,
): Promise<void> {
  for (const kind of contents) {
    const some = (): Promise<boolean> =>
      keyvalue.transact((transaction) => kind.deleteSome(transaction, scope, workGroup, CONTENTS_DELETED_MAX));
    while (await some());
  }
}
