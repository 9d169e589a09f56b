// Changes of a stream that AWS allows only so many times in 24 hours.
import type { AwsError } from "../../kit/errors.ts";
import type { KinesisContext } from "./context.ts";
import { DAY_MS } from "./limits.ts";

/** When it was changed within the last day, now included. Errors: `tooMany` while limits are enforced. */
export function changedAgain(
  changedAtMs: readonly number[],
  changesMax: number,
  { clock, limitsEnforced }: KinesisContext,
  tooMany: () => AwsError,
): number[] {
  const nowMs = clock.now();
  const recent = changedAtMs.filter((atMs) => atMs > nowMs - DAY_MS).slice(-changesMax);
  if (limitsEnforced && recent.length >= changesMax) throw tooMany();
  return [...recent, nowMs];
}
