// Changes of the unpublished version: the checks before, and what they leave behind.
import { uuid } from "../../kit/ids.ts";
import type { LambdaContext } from "./context.ts";
import { revisionMismatch, stillPending, updateInProgress } from "./errors.ts";
import { functionArn, type FunctionEntry, type FunctionKey, type FunctionRow, type Settings } from "./function.ts";
import { settling } from "./lifecycle.ts";

/** Errors: ResourceConflictException, PreconditionFailedException. */
function checkChangeable(key: FunctionKey, row: FunctionRow, revisionId: string | undefined): void {
  if (row.state === "Pending") throw stillPending();
  if (row.lastUpdateStatus === "InProgress") throw updateInProgress(functionArn(key));
  if (revisionId !== undefined && revisionId !== row.latest.revisionId) throw revisionMismatch();
}

/** New settings are InProgress first; the next invocations run by them. */
export async function update(
  { store, host, runner }: LambdaContext,
  key: FunctionKey,
  revisionId: string | undefined,
  change: (settings: Settings, row: FunctionRow) => Settings,
): Promise<FunctionEntry> {
  const nowMs = host.clock.now();
  const entry = await store.change(key, (row) => {
    checkChangeable(key, row, revisionId);
    const latest = { settings: change(row.latest.settings, row), modifiedMs: nowMs, revisionId: uuid() };
    const changed: FunctionRow = { ...row, latest, lastUpdateStatus: "InProgress" };
    return { row: changed, timer: settling(key, row.id, nowMs) };
  });
  await runner.retire(`${entry.id}/$LATEST/`);
  return entry;
}
