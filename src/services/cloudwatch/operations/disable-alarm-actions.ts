// DisableAlarmActions: alarms that are not there are passed over.
import { switchActions } from "../configured.ts";
import type { Operation } from "../context.ts";

export const disableAlarmActions: Operation<"DisableAlarmActions"> = async (input, call) => {
  await switchActions(input.AlarmNames, false, call);
  return {};
};
