// How much of the storage is read, and from which age on it is better off in STANDARD_IA. AWS documents what it looks at (average
// storage and average bytes read by age group, for 30 days or longer) and that it recommends an age once that is stable; the
// formulas are inferred.
import { INFREQUENT_DAYS_MIN } from "../limits.ts";
import type { AnalysedDay } from "../store/analytics.ts";
import { AGE_GROUPS, GROUPS_COUNT } from "./age-groups.ts";
import { NOTHING, noAmounts, sumOf } from "./amounts.ts";

/** Documented: "for 30 days or longer". */
const OBSERVED_DAYS = 30;
/** How long the observed age must not change to be recommended. Ours. */
const STABLE_DAYS = 7;
/** Bytes read a day by bytes stored, below which STANDARD_IA is cheaper: by its prices, what is read less than about once in 30 days. */
const INFREQUENT_RATIO = 1 / 30;

export interface Judged {
  /** By age group, of it and all older ones together; the last is of all objects. Undefined: nothing is stored. */
  readonly ratios: readonly (number | undefined)[];
  readonly observedAge: number | undefined;
  readonly recommendedAge: number | undefined;
}

/** Day by day, the oldest first; each looks back over the days before it. */
export function judge(days: readonly AnalysedDay[], storageClass: string): readonly Judged[] {
  const judged: Judged[] = [];
  for (const at of days.keys()) {
    const window = days.slice(Math.max(0, at + 1 - OBSERVED_DAYS), at + 1);
    const ratios = ratiosOf(window, storageClass);
    const observedAge = window.length < OBSERVED_DAYS ? undefined : ageOf(ratios);
    const before = judged.slice(judged.length + 1 - STABLE_DAYS);
    const isStable =
      before.length === STABLE_DAYS - 1 && before.every((earlier) => earlier.observedAge === observedAge);
    judged.push({ ratios, observedAge, recommendedAge: isStable ? observedAge : undefined });
  }
  return judged;
}

function ratiosOf(window: readonly AnalysedDay[], storageClass: string): readonly (number | undefined)[] {
  const sums = noAmounts();
  for (const { amounts } of window)
    for (const [group, one] of (amounts[storageClass] ?? []).entries())
      sums[group] = sumOf(sums[group] ?? NOTHING, one);
  const ratios: (number | undefined)[] = Array.from({ length: GROUPS_COUNT });
  let older = NOTHING;
  for (let group = AGE_GROUPS.length - 1; group >= 0; group--) {
    older = sumOf(older, sums[group] ?? NOTHING);
    ratios[group] = ratioOf(older);
  }
  ratios[GROUPS_COUNT - 1] = ratioOf(sums.reduce(sumOf, NOTHING));
  return ratios;
}

const ratioOf = ({ retrievedBytes, storedBytes }: typeof NOTHING): number | undefined =>
  storedBytes === 0 ? undefined : retrievedBytes / storedBytes;

/** Objects must be 30 days old to go to STANDARD_IA. Documented. */
const ageOf = (ratios: readonly (number | undefined)[]): number | undefined =>
  AGE_GROUPS.find(({ fromDays }, group) => {
    const ratio = ratios[group];
    return fromDays >= INFREQUENT_DAYS_MIN && ratio !== undefined && ratio < INFREQUENT_RATIO;
  })?.fromDays;
