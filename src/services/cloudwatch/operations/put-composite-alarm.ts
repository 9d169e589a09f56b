// PutCompositeAlarm: an alarm on the states of others.
import { uuid } from "../../../kit/ids.ts";
import { alarmKeyOf, initialState } from "../alarm.ts";
import { parseAlarmRule } from "../alarm-rule.ts";
import { configured } from "../configured.ts";
import type { Operation } from "../context.ts";
import { alarmInRuleNotFound, invalidRule } from "../errors.ts";

export const putCompositeAlarm: Operation<"PutCompositeAlarm"> = async (input, { account, region, context }) => {
  const { store, host, alarmStates } = context;
  const rule = parseAlarmRule(input.AlarmRule);
  if (!rule) throw invalidRule();
  for (const alarm of rule.alarms)
    if (!(await store.alarms.find(alarmKeyOf(alarm, { account, region })))) throw alarmInRuleNotFound(alarm);
  const nowMs = host.clock.now();
  await store.alarms.change({ account, region, name: input.AlarmName }, (row) => ({
    row: {
      kind: "composite",
      id: row?.kind === "composite" ? row.id : uuid(),
      definition: input,
      configuredMs: nowMs,
      actionsEnabled: input.ActionsEnabled ?? true,
      state: row?.state ?? initialState(nowMs),
      tags: row?.tags ?? Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
    },
    items: [configured(input.AlarmName, true, row ? "updated" : "created", nowMs)],
  }));
  await alarmStates.evaluateComposites({ account, region });
  return {};
};
