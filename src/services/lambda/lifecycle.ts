// What becomes of functions by themselves: Pending to Active, updates InProgress to Successful.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import { type LambdaContext, resume } from "./context.ts";
import type { MappingKey } from "./mapping.ts";
import { settleMapping } from "./mappings.ts";
import type { FunctionKey } from "./function.ts";
import { RESUME_MS, SETTLING_MS } from "./limits.ts";

interface Payload {
  readonly key: FunctionKey;
  readonly id: string;
}

/** After a creation or an update. */
export function settling(key: FunctionKey, id: string, nowMs: number): DurableTimer {
  const payload: Payload = { key, id };
  return { kind: "settle-function", key: id, dueMs: nowMs + SETTLING_MS, payload };
}

export const lifecycleJobs: Readonly<Record<string, JobHandler<LambdaContext>>> = {
  resume: async (_, context) =>
    (await resume(context)) ? { againAtMs: context.host.clock.now() + RESUME_MS } : undefined,

  "settle-mapping": ({ payload }, context) => settleMapping(context, payload as MappingKey),

  "settle-function": async ({ payload }, { store }) => {
    const { key, id } = payload as Payload;
    const entry = await store.find(key);
    if (entry?.id !== id) return;
    await store.change(key, (row) => ({
      row: row.id === id ? { ...row, state: "Active", lastUpdateStatus: "Successful" } : row,
    }));
  },
};
