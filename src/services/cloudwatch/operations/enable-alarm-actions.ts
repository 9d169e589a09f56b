// EnableAlarmActions: alarms that are not there are passed over.
import { switchActions } from "../configured.ts";
import type { Operation } from "../context.ts";

export const enableAlarmActions: Operation<"EnableAlarmActions"> = async (input, call) => {
  await switchActions(input.AlarmNames, true, call);
  return {};
};
