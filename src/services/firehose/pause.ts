// Waiting that virtual time can shorten but not prolong.
import { afterReal, type Clock } from "../../kit/clock.ts";

/** Resolves after `durationMs` of real or of virtual time, whichever passes first, or when `signal` aborts. */
export function pause(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const real = afterReal(durationMs, done);
    const virtual = clock.at(clock.now() + durationMs, done);
    signal.addEventListener("abort", done, { once: true });
    function done(): void {
      real.cancel();
      virtual.cancel();
      signal.removeEventListener("abort", done);
      resolve();
    }
  });
}
