// Waiting between attempts and polls.
import type { Clock } from "../../kit/clock.ts";

/** Resolves after `durationMs`, or when `signal` aborts. */
export const pause = (clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> =>
  clock.sleep(durationMs, signal);
