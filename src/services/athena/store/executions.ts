// Query executions: by id, by work group and time, and those that have not ended.
import type { KeyValue, Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { executionNotFound } from "../errors.ts";
import { isFinal, type ExecutionKey, type ExecutionRow } from "../execution.ts";
import type { Scope } from "../scope.ts";
import type { WorkGroupContents } from "./contents.ts";
import { executionHistory, executions, executionTokens, unfinishedExecutions, within } from "./tables.ts";

/** When it was submitted (epoch ms), and its id: the place of an execution in its work group's history. */
export type HistoryPosition = readonly [number, string];

/** Stores a new execution, or gives what its client request token stands for already. */
export function submitExecution(
  keyvalue: KeyValue,
  scope: Scope,
  row: ExecutionRow,
  digest: string,
): Promise<{ readonly id: string; readonly digest: string } | undefined> {
  const token = row.clientRequestToken;
  return keyvalue.transact(async (transaction) => {
    const known = token === undefined ? undefined : await executionTokens.get(transaction, within(scope, token));
    if (known) return known;
    if (token !== undefined) executionTokens.put(transaction, within(scope, token), { id: row.id, digest });
    executions.put(transaction, within(scope, row.id), row);
    executionHistory.put(transaction, within(scope, row.workGroup, row.submittedAtMs, row.id), {});
    if (!isFinal(row)) unfinishedExecutions.put(transaction, within(scope, row.id), {});
    return undefined;
  });
}

export const findExecution = (reads: Reads, key: ExecutionKey): Promise<ExecutionRow | undefined> =>
  executions.get(reads, within(key, key.id));

/** Errors: InvalidRequestException. */
export async function requireExecution(reads: Reads, key: ExecutionKey): Promise<ExecutionRow> {
  const row = await findExecution(reads, key);
  if (!row) throw executionNotFound(key.id);
  return row;
}

/** Puts what `change` makes of an execution that is not final; gives the row that stands afterwards. */
export function changeExecution(
  keyvalue: KeyValue,
  key: ExecutionKey,
  change: (row: ExecutionRow) => ExecutionRow,
): Promise<ExecutionRow> {
  return keyvalue.transact(async (transaction) => {
    const row = await requireExecution(transaction, key);
    if (isFinal(row)) return row;
    const next = change(row);
    executions.put(transaction, within(key, key.id), next);
    if (isFinal(next)) unfinishedExecutions.delete(transaction, within(key, key.id));
    return next;
  });
}

/** Of every account and region. */
export async function* unfinished(reads: Reads): AsyncGenerator<ExecutionKey> {
  for await (const { key } of unfinishedExecutions.scan(reads)) {
    const [account, region, id] = key as readonly [string, string, string];
    yield { account, region, id };
  }
}

/** Newest first. */
export async function historyOf(
  reads: Reads,
  scope: Scope,
  workGroup: string,
  after: HistoryPosition | undefined,
  limit: number,
): Promise<HistoryPosition[]> {
  const prefix = within(scope, workGroup);
  const range = { prefix, limit, reverse: true, ...(after && { after: [...prefix, ...after] }) };
  const found: HistoryPosition[] = [];
  for await (const { key } of executionHistory.scan(reads, range))
    found.push([key.at(-2) as number, key.at(-1) as string]);
  return found;
}

/** Removes the oldest executions of a work group that were submitted before. */
export async function forgetBefore(
  keyvalue: KeyValue,
  scope: Scope,
  workGroup: string,
  beforeMs: number,
  limit: number,
): Promise<void> {
  for await (const { key } of executionHistory.scan(keyvalue, { prefix: within(scope, workGroup), limit })) {
    if ((key.at(-2) as number) >= beforeMs) return;
    await keyvalue.transact((transaction) => forget(transaction, scope, key.at(-1) as string));
  }
}

async function forget(transaction: Transaction, scope: Scope, id: string): Promise<void> {
  const row = await executions.get(transaction, within(scope, id));
  if (!row) return;
  executions.delete(transaction, within(scope, id));
  unfinishedExecutions.delete(transaction, within(scope, id));
  executionHistory.delete(transaction, within(scope, row.workGroup, row.submittedAtMs, id));
  if (row.clientRequestToken !== undefined) executionTokens.delete(transaction, within(scope, row.clientRequestToken));
}

export const executionsOf: WorkGroupContents = {
  async isEmpty(reads, scope, workGroup) {
    return (await historyOf(reads, scope, workGroup, undefined, 1)).length === 0;
  },
  async deleteSome(transaction, scope, workGroup, max) {
    const found = await historyOf(transaction, scope, workGroup, undefined, max);
    for (const [, id] of found) await forget(transaction, scope, id);
    return found.length > 0;
  },
};
