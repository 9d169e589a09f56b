import { expect, test } from "vitest";
import { AGE_GROUPS, ageGroupOf, SMALL } from "./age-groups.ts";

const DAY_MS = 86_400_000;
const SIZE_BYTES = 128 * 1024;
const nameAt = (days: number): string | undefined =>
  AGE_GROUPS[ageGroupOf(new Date(0), SIZE_BYTES, days * DAY_MS)]?.name;

test("age groups begin and end where AWS documents it", () => {
  expect([-1, 0, 14.9, 15, 29, 30, 89, 90, 179, 180, 364, 365, 729, 730, 9000].map(nameAt)).toEqual([
    "000-014",
    "000-014",
    "000-014",
    "015-029",
    "015-029",
    "030-044",
    "075-089",
    "090-119",
    "150-179",
    "180-364",
    "180-364",
    "365-729",
    "365-729",
    "730+",
    "730+",
  ]);
  expect(ageGroupOf(new Date(0), SIZE_BYTES - 1, 400 * DAY_MS)).toBe(SMALL);
});
