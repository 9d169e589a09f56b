// Changes of alarms' definitions, and what the history says of them.
import type { Call } from "../../kit/service.ts";
import type { CloudWatchContext } from "./context.ts";
import type { HistoryItem } from "./store/alarms.ts";

/** In public issue threads. */
export const configured = (
  alarm: string,
  isComposite: boolean,
  what: "created" | "updated" | "deleted",
  atMs: number,
): HistoryItem => ({
  atMs,
  alarm,
  isComposite,
  type: "ConfigurationUpdate",
  summary: `Alarm "${alarm}" ${what}`,
  data: JSON.stringify({ version: "1.0", type: `${what.charAt(0).toUpperCase()}${what.slice(1, -1)}` }),
});

export async function switchActions(
  names: readonly string[],
  actionsEnabled: boolean,
  { account, region, context }: Call<CloudWatchContext>,
): Promise<void> {
  const nowMs = context.host.clock.now();
  for (const name of names)
    await context.store.alarms.change({ account, region, name }, (row) =>
      row && row.actionsEnabled !== actionsEnabled
        ? {
            row: { ...row, actionsEnabled, configuredMs: nowMs },
            items: [configured(name, row.kind === "composite", "updated", nowMs)],
          }
        : undefined,
    );
}
