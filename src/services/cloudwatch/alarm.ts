// An alarm: its definition, its state, and how it is described.
import type {
  CompositeAlarm,
  MetricAlarm,
  PutCompositeAlarmInput,
  PutMetricAlarmInput,
  StateValue,
} from "@aws-sdk/client-cloudwatch";
import { formatArn, parseArn } from "../../kit/arn.ts";
import type { Decoded } from "../../kit/service.ts";
import type { Place } from "./metric.ts";

export interface AlarmKey extends Place {
  readonly name: string;
}

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON. */
  readonly reasonData?: string | undefined;
  /** Virtual epoch ms. */
  readonly updatedMs: number;
  /** Of the last change to another value. */
  readonly transitionedMs: number;
}

export type MetricDefinition = Decoded<PutMetricAlarmInput>;
export type CompositeDefinition = Decoded<PutCompositeAlarmInput>;

interface Common {
  /** Another one when the alarm is deleted and made again. */
  readonly id: string;
  readonly configuredMs: number;
  readonly actionsEnabled: boolean;
  readonly state: AlarmState;
  readonly tags: Readonly<Record<string, string>>;
}

export interface MetricAlarmRow extends Common {
  readonly kind: "metric";
  readonly definition: MetricDefinition;
}

export interface CompositeAlarmRow extends Common {
  readonly kind: "composite";
  readonly definition: CompositeDefinition;
}

export type AlarmRow = MetricAlarmRow | CompositeAlarmRow;
export type Alarm = AlarmRow & { readonly key: AlarmKey };

export const initialState = (nowMs: number): AlarmState => ({
  value: "INSUFFICIENT_DATA",
  reason: "Unchecked: Initial alarm creation",
  updatedMs: nowMs,
  transitionedMs: nowMs,
});

export const alarmArn = ({ account, region, name }: AlarmKey): string =>
  formatArn({ service: "cloudwatch", region, account, resource: `alarm:${name}` });

/** By name or ARN. */
export function alarmKeyOf(text: string, { account, region }: Place): AlarmKey {
  const arn = parseArn(text);
  const [, name] = /^alarm:(.+)$/.exec(arn?.resource ?? "") ?? [];
  return arn?.service === "cloudwatch" && name !== undefined
    ? { account: arn.account, region: arn.region, name }
    : { account, region, name: text };
}

/** Documented: the actions for the state that the alarm came into. */
export function actionsOf({ definition }: AlarmRow, value: StateValue): readonly string[] {
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = definition;
  return value === "OK" ? OKActions : value === "ALARM" ? AlarmActions : InsufficientDataActions;
}

function describeCommon({ key, configuredMs, actionsEnabled, state, definition }: Alarm) {
  return {
    AlarmName: key.name,
    AlarmArn: alarmArn(key),
    ...(definition.AlarmDescription !== undefined && { AlarmDescription: definition.AlarmDescription }),
    AlarmConfigurationUpdatedTimestamp: new Date(configuredMs),
    ActionsEnabled: actionsEnabled,
    OKActions: definition.OKActions ?? [],
    AlarmActions: definition.AlarmActions ?? [],
    InsufficientDataActions: definition.InsufficientDataActions ?? [],
    StateValue: state.value,
    StateReason: state.reason,
    ...(state.reasonData !== undefined && { StateReasonData: state.reasonData }),
    StateUpdatedTimestamp: new Date(state.updatedMs),
    StateTransitionedTimestamp: new Date(state.transitionedMs),
  };
}

export function describeMetricAlarm(alarm: Alarm & MetricAlarmRow): MetricAlarm {
  const { ActionsEnabled: _enabled, Tags: _tags, ...rest } = alarm.definition;
  // PutMetricAlarm refuses these two.
  const definition: Omit<typeof rest, "EvaluationWindow" | "EvaluationCriteria"> = rest;
  return {
    ...definition,
    ...(definition.Metrics ? {} : { Dimensions: definition.Dimensions ?? [] }),
    ...describeCommon(alarm),
  };
}

export function describeCompositeAlarm(alarm: Alarm & CompositeAlarmRow): CompositeAlarm {
  const { AlarmRule, ActionsSuppressor, ActionsSuppressorExtensionPeriod, ActionsSuppressorWaitPeriod } =
    alarm.definition;
  return {
    AlarmRule,
    ...describeCommon(alarm),
    ...(ActionsSuppressor !== undefined && {
      ActionsSuppressor,
      ActionsSuppressorExtensionPeriod,
      ActionsSuppressorWaitPeriod,
    }),
  };
}
