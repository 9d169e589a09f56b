// SetAlarmState: until the alarm is evaluated again.
import type { Operation } from "../context.ts";
import { alarmNotFound } from "../errors.ts";

export const setAlarmState: Operation<"SetAlarmState"> = async (input, { account, region, context }) => {
  const alarm = await context.store.alarms.find({ account, region, name: input.AlarmName });
  if (!alarm) throw alarmNotFound();
  const { StateValue: value, StateReason: reason, StateReasonData: reasonData } = input;
  await context.alarmStates.change(alarm.key, alarm.id, { value, reason, reasonData });
  return {};
};
