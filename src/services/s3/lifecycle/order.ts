// In which order the actions of one lifecycle rule may come: what S3 refuses. Recorded.
import type { LifecycleRule } from "@aws-sdk/client-s3";
import { invalidArgument, invalidRequest } from "../errors.ts";
import { shownScope } from "./scope.ts";
import { isBelow } from "./transition.ts";

interface Step {
  readonly storageClass: string;
  /** Days, or epoch ms of a date. */
  readonly at: number;
}

/** Errors: InvalidRequest, InvalidArgument. */
export function checkOrder(rule: LifecycleRule): void {
  const { Transitions = [], NoncurrentVersionTransitions = [], Expiration, NoncurrentVersionExpiration } = rule;
  checkClasses(rule, "Transition", Transitions);
  checkClasses(rule, "NoncurrentVersionTransition", NoncurrentVersionTransitions);
  const byDate = Transitions.some(({ Date: date }) => date !== undefined);
  const byDays = Transitions.some(({ Days }) => Days !== undefined);
  if (byDate && byDays) throw mixed(rule, "Transition");
  if ((byDate && Expiration?.Days !== undefined) || (byDays && Expiration?.Date !== undefined))
    throw mixed(rule, "Expiration and Transition");
  const steps = Transitions.map(({ StorageClass = "", Days: days = 0, Date: date }) => ({
    storageClass: StorageClass,
    at: date?.getTime() ?? days,
  }));
  const noncurrent = NoncurrentVersionTransitions.map(({ StorageClass = "", NoncurrentDays: days = 0 }) => ({
    storageClass: StorageClass,
    at: days,
  }));
  const unit = byDate ? "Date" : "Days";
  checkSteps(rule, unit, "Transition", steps);
  checkSteps(rule, "NoncurrentDays", "NoncurrentVersionTransition", noncurrent);
  const ends = Expiration?.Date?.getTime() ?? Expiration?.Days;
  checkEnd(rule, unit, ["Expiration", "Transition"], steps, ends);
  const noncurrentEnds = NoncurrentVersionExpiration?.NoncurrentDays;
  const actions = ["NoncurrentVersionExpiration", "NoncurrentVersionTransition"] as const;
  checkEnd(rule, "NoncurrentDays", actions, noncurrent, noncurrentEnds);
}

const mixed = (rule: LifecycleRule, actions: string) =>
  invalidRequest(`Found mixed 'Date' and 'Days' based ${actions} actions in lifecycle rule for ${shownScope(rule)}`);

function checkClasses(
  rule: LifecycleRule,
  action: string,
  transitions: readonly { readonly StorageClass?: string | undefined }[],
): void {
  if (new Set(transitions.map(({ StorageClass }) => StorageClass)).size !== transitions.length)
    throw invalidRequest(
      `'StorageClass' must be different for '${action}' actions in same 'Rule' with ${shownScope(rule)}`,
    );
}

/** What is lower in the waterfall comes later. */
function checkSteps(rule: LifecycleRule, unit: string, action: string, steps: readonly Step[]): void {
  const ordered = steps.toSorted((a, b) => (isBelow(a.storageClass, b.storageClass) ? 1 : -1));
  for (const [index, step] of ordered.entries()) {
    const before = ordered[index - 1];
    if (before === undefined || step.at > before.at) continue;
    const shown = ({ storageClass }: Step): string =>
      `'${unit}' in the ${action} action for StorageClass '${storageClass}' for ${shownScope(rule)}`;
    throw invalidArgument(`${shown(step)} must be greater than ${shown(before)}`, unit, step.at);
  }
}

function checkEnd(
  rule: LifecycleRule,
  unit: string,
  [end, step]: readonly [end: string, step: string],
  steps: readonly Step[],
  ends: number | undefined,
): void {
  if (ends === undefined || steps.every(({ at }) => at < ends)) return;
  const message = `'${unit}' in the ${end} action for ${shownScope(rule)} must be greater than '${unit}' in the ${step} action`;
  throw invalidArgument(message, unit, ends);
}
