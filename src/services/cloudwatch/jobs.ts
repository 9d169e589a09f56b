// What becomes of metrics by themselves: points grow coarser and expire.
import type { JobHandler } from "../../kit/service.ts";
import type { CloudWatchContext } from "./context.ts";
import { ROLL_UP_INTERVAL_MS } from "./limits.ts";
import type { Place } from "./metric.ts";

export const jobs: Readonly<Record<string, JobHandler<CloudWatchContext>>> = {
  "roll-up": async ({ payload, signal }, { host, store }) => {
    const nowMs = host.clock.now();
    await store.points.rollUp(payload as Place, nowMs, signal);
    return { againAtMs: (Math.floor(nowMs / ROLL_UP_INTERVAL_MS) + 1) * ROLL_UP_INTERVAL_MS };
  },
};
