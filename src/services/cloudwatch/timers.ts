// The durable timers of CloudWatch.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { AlarmKey } from "./alarm.ts";

export interface EvaluationPayload {
  readonly key: AlarmKey;
  readonly id: string;
}

export function evaluation(key: AlarmKey, id: string, dueMs: number): DurableTimer {
  const payload: EvaluationPayload = { key, id };
  return { kind: "evaluate", key: `${key.account}/${key.region}/${key.name}/${id}`, dueMs, payload };
}
