// Changes of alarms' states: kept, noted in the history, told to the alarms' actions and to the composite alarms above.
import type { StateValue } from "@aws-sdk/client-cloudwatch";
import type { ServiceHost } from "../../engines/host.ts";
import { type Alarm, type AlarmKey, type AlarmState, actionsOf, alarmArn, alarmKeyOf } from "./alarm.ts";
import { runAction } from "./alarm-actions.ts";
import { parseAlarmRule } from "./alarm-rule.ts";
import { decimal } from "./alarm-evaluation.ts";
import { awsTime, weekdayText } from "./aws-time.ts";
import { COMPOSITE_DEPTH_MAX } from "./limits.ts";
import type { AlarmStore, HistoryItem } from "./store/alarms.ts";

export interface NewState {
  readonly value: StateValue;
  readonly reason: string;
  readonly reasonData?: string | undefined;
}

export class AlarmStates {
  readonly #host: ServiceHost;
  readonly #alarms: AlarmStore;

  constructor(host: ServiceHost, alarms: AlarmStore) {
    this.#host = host;
    this.#alarms = alarms;
  }

  /** Does nothing when the alarm has that state, or is another one by now. */
  async change(key: AlarmKey, id: string, next: NewState): Promise<void> {
    await this.#change(key, id, next);
    await this.#evaluateComposites(key, { key, ...next });
  }

  /** Of composite alarms, after something that their rules speak of has changed. */
  async evaluateComposites(place: Pick<AlarmKey, "account" | "region">): Promise<void> {
    await this.#evaluateComposites(place, undefined);
  }

  async #change(key: AlarmKey, id: string, next: NewState): Promise<boolean> {
    const nowMs = this.#host.clock.now();
    const state: AlarmState = { ...next, updatedMs: nowMs, transitionedMs: nowMs };
    const isOther = (row: { readonly id: string; readonly state: AlarmState } | undefined): boolean =>
      row !== undefined && row.id === id && row.state.value !== next.value;
    const before = await this.#alarms.change(key, (row) =>
      row && isOther(row) ? { row: { ...row, state }, items: [updated({ key, ...row }, state)] } : undefined,
    );
    if (!before || !isOther(before)) return false;
    if (before.actionsEnabled) await this.#act({ key, ...before, state }, before.state);
    return true;
  }

  async #act(alarm: Alarm, previous: AlarmState): Promise<void> {
    const { account, region } = alarm.key;
    for (const action of new Set(actionsOf(alarm, alarm.state.value))) {
      const problem = await runAction(this.#host, alarm, previous, action);
      const summary =
        problem === undefined
          ? `Successfully executed action ${action}`
          : `Failed to execute action ${action}. ${problem}`;
      const data = JSON.stringify({
        version: "1.0",
        actionState: problem === undefined ? "Succeeded" : "Failed",
        stateUpdateTimestamp: alarm.state.updatedMs,
        notificationResource: action,
        ...(problem !== undefined && { error: problem }),
      });
      const about = { alarm: alarm.key.name, isComposite: alarm.kind === "composite" };
      await this.#alarms.note(
        { account, region },
        { ...about, atMs: this.#host.clock.now(), type: "Action", summary, data },
      );
    }
  }

  /** Those above others come after them, so it is done as often as something changes. */
  async #evaluateComposites(
    place: Pick<AlarmKey, "account" | "region">,
    cause: (NewState & { readonly key: AlarmKey }) | undefined,
  ): Promise<void> {
    for (let round = 0; round < COMPOSITE_DEPTH_MAX; round++) {
      const all: Alarm[] = [];
      for await (const alarm of this.#alarms.list(place)) all.push(alarm);
      const states = new Map(all.map(({ key, state }) => [key.name, state]));
      let hasChanged = false;
      for (const alarm of all) {
        if (alarm.kind !== "composite") continue;
        const rule = parseAlarmRule(alarm.definition.AlarmRule);
        const nameOf = (text: string): string => alarmKeyOf(text, alarm.key).name;
        const holds = rule?.holds((text) => states.get(nameOf(text))?.value) ?? false;
        const value = holds ? "ALARM" : "OK";
        if (value === alarm.state.value) continue;
        const trigger = cause?.key.name ?? rule?.alarms.map(nameOf).find((name) => states.has(name));
        const next = compositeState(alarm, value, trigger, trigger === undefined ? undefined : states.get(trigger));
        hasChanged = (await this.#change(alarm.key, alarm.id, next)) || hasChanged;
      }
      if (!hasChanged) return;
    }
  }
}

/** Recorded in LocalStack's snapshots; the reason's words in public issue threads. */
function compositeState(
  alarm: Alarm,
  value: StateValue,
  trigger: string | undefined,
  state: AlarmState | undefined,
): NewState {
  if (trigger === undefined || !state)
    return { value, reason: `${alarmArn(alarm.key)} was created and its alarm rule evaluates to ${value}` };
  const arn = alarmArn({ ...alarm.key, name: trigger });
  const atText = weekdayText(state.transitionedMs);
  return {
    value,
    reason: `${arn} transitioned to ${state.value} at ${atText}`,
    reasonData: JSON.stringify({
      triggeringAlarms: [{ arn, state: { value: state.value, timestamp: awsTime(state.transitionedMs) } }],
    }),
  };
}

function updated(alarm: Alarm, next: AlarmState): HistoryItem {
  const shown = ({ value, reason, reasonData }: AlarmState) => ({
    stateValue: value,
    stateReason: reason,
    ...(reasonData !== undefined && { stateReasonData: parsed(reasonData) }),
  });
  return {
    atMs: next.updatedMs,
    alarm: alarm.key.name,
    isComposite: alarm.kind === "composite",
    type: "StateUpdate",
    summary: `Alarm updated from ${alarm.state.value} to ${next.value}`,
    data: JSON.stringify({ version: "1.0", oldState: shown(alarm.state), newState: shown(next) }),
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json; // SetAlarmState takes what its caller calls JSON
  }
}

/** Of the evaluation's last answer. Recorded. */
export const reasonDataOf = (facts: {
  readonly nowMs: number;
  readonly unit: string | undefined;
  readonly statistic: string | undefined;
  readonly periodSeconds: number;
  readonly threshold: number;
  readonly values: readonly number[];
  readonly evaluated: readonly { readonly atMs: number; readonly value: number | undefined }[];
}): string => {
  const { nowMs, unit, statistic, periodSeconds, threshold, values, evaluated } = facts;
  const oldest = Math.min(...evaluated.map(({ atMs }) => atMs));
  const plain = JSON.stringify({
    version: "1.0",
    queryDate: awsTime(nowMs),
    ...(values.length > 0 && { startDate: awsTime(oldest) }),
    ...(unit !== undefined && { unit }),
    ...(statistic !== undefined && { statistic }),
    period: periodSeconds,
    recentDatapoints: values,
    threshold,
    evaluatedDatapoints: evaluated.map(({ atMs, value }) => ({
      timestamp: awsTime(atMs),
      ...(value !== undefined && { value }),
    })),
  });
  // Recorded: doubles keep their point.
  return plain.replace(`"threshold":${threshold}`, `"threshold":${decimal(threshold)}`);
};
