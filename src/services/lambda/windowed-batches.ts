// Gives the records of a shard to the function window by window, and ends each window with an invocation of its own.
import { endWindow, runBatch, WindowRun, type BatchPlace } from "./batch-runner.ts";
import type { LambdaContext } from "./context.ts";
import { WINDOW_GRACE_MS } from "./limits.ts";
import { byWindow, type OpenWindow } from "./tumbling-window.ts";
import type { SourceRecord } from "./source-record.ts";

/** The window that stays open, if any; nothing is done with when it is stopped. */
export async function runWindows(
  context: LambdaContext,
  place: BatchPlace,
  records: readonly SourceRecord[],
  before: OpenWindow | undefined,
): Promise<{ readonly window: OpenWindow | undefined } | "stopped"> {
  const { tumblingSeconds } = place.mapping.settings;
  let open = before;
  if (tumblingSeconds === 0) {
    if (open && (await endWindow(context, place, open, true)) === "stopped") return "stopped";
    return (await runBatch(context, place, records)) === "stopped" ? "stopped" : { window: undefined };
  }
  for (const part of byWindow(records, tumblingSeconds)) {
    if (open && open.startMs !== part.window.startMs) {
      if ((await endWindow(context, place, open, false)) === "stopped") return "stopped";
      open = undefined;
    }
    const run = new WindowRun(open ?? part.window);
    if ((await runBatch(context, place, part.records, run)) === "stopped") return "stopped";
    open = run.window;
    if (!run.isTooLarge) continue;
    if ((await endWindow(context, place, open, true)) === "stopped") return "stopped";
    open = { ...open, states: {} };
  }
  if (!open || context.host.clock.now() < dueMs(open)) return { window: open };
  if ((await endWindow(context, place, open, false)) === "stopped") return "stopped";
  return { window: undefined };
}

/** When a window ends: records that came just before its end are read by then. */
export const dueMs = ({ endMs }: OpenWindow): number => endMs + WINDOW_GRACE_MS;
