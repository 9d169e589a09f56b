// Days of the platform's clock, in UTC.
import { DAY_MS } from "./limits.ts";

/** Since 1970. */
export const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS);
export const nextMidnight = (nowMs: number): number => (dayOf(nowMs) + 1) * DAY_MS;
