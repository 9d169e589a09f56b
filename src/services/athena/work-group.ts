// A work group as a query sees it: whether it takes queries, where results go, how much may be scanned.
import { outputLocationMissing, workGroupDisabled } from "./errors.ts";
import { checkResultConfiguration } from "./result-configuration.ts";
import type { Scope } from "./scope.ts";
import type { ResultConfigurationRow, WorkGroupRow } from "./store/rows.ts";
import { readWorkGroup, type WorkGroupContext } from "./store/work-groups.ts";
import { PRIMARY } from "./work-group-configuration.ts";

/** What a query runs with. */
export interface QueryWorkGroup {
  readonly name: string;
  readonly resultConfiguration: ResultConfigurationRow & { readonly OutputLocation: string };
  /** Bytes that a query may scan; undefined: any number. */
  readonly bytesScannedCutoff: number | undefined;
}

/**
 * The work group that a query names, with the client's own settings where the group lets it choose.
 * Errors: InvalidRequestException: not found, disabled, no output location, or an invalid one.
 */
export async function workGroupFor(
  context: WorkGroupContext,
  scope: Scope,
  name: string = PRIMARY,
  asked: ResultConfigurationRow = {},
): Promise<QueryWorkGroup> {
  const row = await readWorkGroup(context, scope, name);
  requireEnabled(row);
  checkResultConfiguration(asked);
  const own = row.configuration.ResultConfiguration ?? {};
  const enforced = row.configuration.EnforceWorkGroupConfiguration ?? true;
  const results = enforced ? own : { ...own, ...asked };
  const { OutputLocation } = results;
  if (OutputLocation === undefined) throw outputLocationMissing();
  return {
    name: row.name,
    resultConfiguration: { ...results, OutputLocation },
    bytesScannedCutoff: row.configuration.BytesScannedCutoffPerQuery,
  };
}

/** Errors: InvalidRequestException. */
export function requireEnabled({ state }: WorkGroupRow): void {
  if (state === "DISABLED") throw workGroupDisabled();
}
