// Which state the datapoints of an alarm's metric lead to. Documented ("Configuring how CloudWatch alarms treat missing data").
import type { ComparisonOperator, StateValue } from "@aws-sdk/client-cloudwatch";

/** A period that is looked at; undefined: nothing came. */
export interface Datapoint {
  readonly atMs: number;
  readonly value: number | undefined;
}

export interface Condition {
  /** N: how many periods count. */
  readonly evaluationPeriods: number;
  /** M: how many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly comparison: ComparisonOperator;
  readonly threshold: number;
  readonly treatMissing: "breaching" | "notBreaching" | "ignore" | "missing";
  /** Whether M was given: reasons say it then. */
  readonly isMOutOfN: boolean;
}

export interface Evaluation {
  /** Undefined: the alarm stays as it is. */
  readonly value: StateValue | undefined;
  readonly reason: string;
  /** Those that decided, the newest first. */
  readonly evaluated: readonly Datapoint[];
}

/** Periods that are looked at beyond N, for the case that some are missing. Documented that there are; how many is inferred. */
export const EXTRA_PERIODS = 2;

const BREACHES: Readonly<Partial<Record<ComparisonOperator, (value: number, threshold: number) => boolean>>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

const PHRASES: Readonly<Partial<Record<ComparisonOperator, string>>> = {
  GreaterThanThreshold: "greater than",
  GreaterThanOrEqualToThreshold: "greater than or equal to",
  LessThanThreshold: "less than",
  LessThanOrEqualToThreshold: "less than or equal to",
};

export const isComparison = (operator: ComparisonOperator): boolean => Object.hasOwn(BREACHES, operator);

/** `range`: the newest first, N and EXTRA_PERIODS of them. */
export function evaluateAlarm(range: readonly Datapoint[], condition: Condition): Evaluation {
  const { evaluationPeriods: n, datapointsToAlarm: m, comparison, threshold, treatMissing } = condition;
  const existing = range.filter(({ value }) => value !== undefined).slice(0, n);
  const missing = n - existing.length;
  const breaching = existing.filter(({ value }) => BREACHES[comparison]?.(value ?? NaN, threshold) ?? false);
  const evaluated = existing.length > 0 ? existing : range.slice(0, n);
  const counted = breaching.length + (treatMissing === "breaching" ? missing : 0);
  const answer = (value: StateValue | undefined): Evaluation => ({
    value,
    reason: reasonOf(value, { existing, breaching, missing }, condition),
    evaluated,
  });
  if (counted >= m) return answer("ALARM");
  if (missing === 0 || treatMissing === "breaching" || treatMissing === "notBreaching") return answer("OK");
  if (existing.length > breaching.length) return answer("OK");
  if (treatMissing === "ignore") return answer(undefined);
  return answer(existing.length > 0 ? "ALARM" : "INSUFFICIENT_DATA");
}

interface Counts {
  readonly existing: readonly Datapoint[];
  readonly breaching: readonly Datapoint[];
  readonly missing: number;
}

const TREATED: Readonly<Record<string, string>> = { breaching: "Breaching", notBreaching: "NonBreaching" };

/** Recorded in LocalStack's snapshots and in public issue threads. */
function reasonOf(
  value: StateValue | undefined,
  { existing, breaching, missing }: Counts,
  condition: Condition,
): string {
  const { evaluationPeriods: n, datapointsToAlarm: m, comparison, threshold, treatMissing, isMOutOfN } = condition;
  if (value === "INSUFFICIENT_DATA" || value === undefined)
    return `Insufficient Data: ${counted(n, "datapoint")} ${n === 1 ? "was" : "were"} unknown.`;
  const treated = TREATED[treatMissing];
  const filled = missing > 0 && treated !== undefined;
  const tail = filled
    ? `${counted(missing, "missing datapoint")} ${missing === 1 ? "was" : "were"} treated as [${treated}]`
    : "";
  if (existing.length === 0)
    return `Threshold Crossed: no datapoints were received for ${counted(n, "period")} and ${tail}.`;
  const shown = (value === "ALARM" ? breaching : existing.filter((each) => !breaching.includes(each))).toReversed();
  const those = shown.length > 0 ? shown : existing;
  const values = those.map(({ atMs, value: each = 0 }) => `${decimal(each)} (${dateText(atMs)})`).join(", ");
  const count = isMOutOfN ? `${those.length} out of the last ${n} datapoints` : counted(those.length, "datapoint");
  const verb = `${those.length === 1 ? "was" : "were"} ${value === "OK" ? "not " : ""}${PHRASES[comparison] ?? comparison}`;
  const direction = value === "ALARM" ? "OK -> ALARM" : "ALARM -> OK";
  const needed = value === "ALARM" ? m : n - m + 1;
  const minimum = isMOutOfN ? ` (minimum ${counted(needed, "datapoint")} for ${direction} transition)` : "";
  return `Threshold Crossed: ${count} [${values}] ${verb} the threshold (${decimal(threshold)})${minimum}${filled ? ` and ${tail}` : ""}.`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
export const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `25/11/26 11:57:00` */
function dateText(atMs: number): string {
  const [date = "", time = ""] = new Date(atMs).toISOString().split("T");
  const [year = "", month, day] = date.split("-");
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}
