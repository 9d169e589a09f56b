// What becomes of metrics and alarms by themselves: points grow coarser and expire, alarms are evaluated.
import type { JobHandler } from "../../kit/service.ts";
import type { CloudWatchContext } from "./context.ts";
import { evaluateMetricAlarm, nextEvaluationMs } from "./evaluate-alarm.ts";
import { HISTORY_KEPT_MS, ROLL_UP_INTERVAL_MS } from "./limits.ts";
import type { Place } from "./metric.ts";
import type { EvaluationPayload } from "./timers.ts";

export const jobs: Readonly<Record<string, JobHandler<CloudWatchContext>>> = {
  evaluate: async ({ payload }, context) => {
    const { key, id } = payload as EvaluationPayload;
    const alarm = await context.store.alarms.find(key);
    if (alarm?.kind !== "metric" || alarm.id !== id) return undefined;
    await evaluateMetricAlarm(alarm, context);
    return { againAtMs: nextEvaluationMs(alarm.definition, context.host.clock.now()) };
  },
  "roll-up": async ({ payload, signal }, { host, store }) => {
    const nowMs = host.clock.now();
    await store.points.rollUp(payload as Place, nowMs, signal);
    await store.alarms.forgetHistory(payload as Place, nowMs - HISTORY_KEPT_MS);
    return { againAtMs: (Math.floor(nowMs / ROLL_UP_INTERVAL_MS) + 1) * ROLL_UP_INTERVAL_MS };
  },
};
