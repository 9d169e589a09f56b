// How on-demand streams scale by themselves. Documented: they take twice the peak of the last 30 days.
import type { KinesisContext } from "./context.ts";
import { updating } from "./timers.ts";
import { ON_DEMAND_SHARDS_MAX, SCALE_INTERVAL_MS } from "./limits.ts";
import type { Stream, StreamRow } from "./stream.ts";
import { shardsFilled, withPeak } from "./write-peaks.ts";

/** Doubles the shards when the peak passes half of what they take; looks again after a while, as long as the stream is on-demand. */
export async function scaleOnDemand(
  stream: Stream,
  { store, clock, writePeaks }: KinesisContext,
): Promise<void | { readonly againAtMs: number }> {
  if (stream.mode !== "ON_DEMAND" || stream.status === "DELETING") return;
  const nowMs = clock.now();
  const peak = writePeaks.take(stream.id);
  const changed = (row: StreamRow): StreamRow => ({ ...row, peaks: withPeak(row.peaks ?? [], peak, nowMs) });
  const { peaks = [] } = changed(stream);
  const open = stream.shards.length;
  const shardCount = Math.min(open * 2, ON_DEMAND_SHARDS_MAX);
  const grows = stream.status === "ACTIVE" && shardsFilled(peaks) > open / 2 && shardCount > open;
  if (grows || peaks !== (stream.peaks ?? []))
    await store.change(stream.key, (row) => {
      if (row.id !== stream.id) return { row };
      if (!grows || row.status !== "ACTIVE") return { row: changed(row) };
      const update = { kind: "scale", shardCount } as const;
      return {
        row: { ...changed(row), status: "UPDATING", update },
        timers: [updating(stream.key, row.id, nowMs)],
      };
    });
  return { againAtMs: nowMs + SCALE_INTERVAL_MS };
}
