import { expect, test } from "vitest";
import { hoursByMonth, hoursIn } from "./months.ts";

test("hours are split where months begin", () => {
  const hours = hoursByMonth(Date.parse("2026-01-31T12:00:00Z"), Date.parse("2026-03-01T01:00:00Z"));
  expect([...hours]).toEqual([
    ["2026-01", 12],
    ["2026-02", 28 * 24],
    ["2026-03", 1],
  ]);
  expect([hoursIn("2026-02"), hoursIn("2028-02"), hoursIn("2026-12")]).toEqual([672, 696, 744]);
  expect([...hoursByMonth(5, 5)]).toEqual([]);
});
