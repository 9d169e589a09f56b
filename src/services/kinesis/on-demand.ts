// How on-demand streams scale by themselves. Documented: they take twice the peak of the last 30 days.
import type { KinesisContext } from "./context.ts";
import { updating } from "./timers.ts";
import { DAY_MS, ON_DEMAND_SHARDS, ON_DEMAND_SHARDS_MAX, PEAK_DAYS, SCALE_INTERVAL_MS } from "./limits.ts";
import type { Stream, StreamRow } from "./stream.ts";
import { shardsFilled, withPeak } from "./write-peaks.ts";

/**
 * Doubles the shards when the peak passes half of what they take, and halves them when it has not done so for as long as
 * peaks count; looks again after a while, as long as the stream is on-demand.
 */
export async function scaleOnDemand(
  stream: Stream,
  { store, clock, writePeaks }: KinesisContext,
): Promise<void | { readonly againAtMs: number }> {
  if (stream.mode !== "ON_DEMAND" || stream.status === "DELETING") return;
  const nowMs = clock.now();
  const peak = writePeaks.take(stream.id);
  const changed = (row: StreamRow): StreamRow => ({ ...row, peaks: withPeak(row.peaks ?? [], peak, nowMs) });
  const { peaks = [] } = changed(stream);
  const shardCount = stream.status === "ACTIVE" ? wanted({ ...stream, peaks }, nowMs) : undefined;
  if (shardCount !== undefined || peaks !== (stream.peaks ?? []))
    await store.change(stream.key, (row) => {
      if (row.id !== stream.id) return { row };
      if (shardCount === undefined || row.status !== "ACTIVE") return { row: changed(row) };
      const update = { kind: "scale", shardCount } as const;
      return {
        row: { ...changed(row), status: "UPDATING", update },
        timers: [updating(stream.key, row.id, nowMs)],
      };
    });
  return { againAtMs: nowMs + SCALE_INTERVAL_MS };
}

/** The shards that the stream should have instead; undefined when it has them. */
function wanted({ peaks = [], ...row }: StreamRow, nowMs: number): number | undefined {
  const open = row.shards.length;
  const filled = shardsFilled(peaks);
  if (filled > open / 2) return open < ON_DEMAND_SHARDS_MAX ? Math.min(open * 2, ON_DEMAND_SHARDS_MAX) : undefined;
  // Inferred: AWS shrinks streams too, but says not when. Half of the shards must still be twice the peak.
  const half = Math.max(Math.ceil(open / 2), ON_DEMAND_SHARDS, row.warmMiBps?.target ?? 0);
  const changedAtMs = Math.max(row.modeChangedAtMs?.at(-1) ?? 0, ...row.shards.map(({ openedAtMs }) => openedAtMs));
  return half < open && filled <= half / 2 && nowMs - changedAtMs >= PEAK_DAYS * DAY_MS ? half : undefined;
}
