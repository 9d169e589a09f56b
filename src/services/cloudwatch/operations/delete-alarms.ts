// DeleteAlarms: those that are not there are passed over.
import type { Operation } from "../context.ts";
import { configured } from "../configured.ts";

export const deleteAlarms: Operation<"DeleteAlarms"> = async (input, { account, region, context }) => {
  for (const name of input.AlarmNames) {
    const alarm = await context.store.alarms.find({ account, region, name });
    if (!alarm) continue;
    const item = configured(name, alarm.kind === "composite", "deleted", context.host.clock.now());
    await context.store.alarms.remove(alarm.key, item);
  }
  return {};
};
