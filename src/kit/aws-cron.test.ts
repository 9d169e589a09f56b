import { describe, expect, it } from "vitest";
import { parseAwsCron } from "./aws-cron.ts";

const next = (expression: string, after: string): string | undefined => {
  const ms = parseAwsCron(expression)?.next(Date.parse(after));
  return ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16);
};

describe("AWS cron", () => {
  it.each([
    ["cron(15 12 * * ? *)", "2024-05-05T12:14:59Z", "2024-05-05T12:15"],
    ["cron(15 12 * * ? *)", "2024-05-05T12:15:00Z", "2024-05-06T12:15"],
    ["cron(0/15 * * * ? *)", "2024-05-05T12:16:00Z", "2024-05-05T12:30"],
    ["cron(0 18 ? * MON-FRI *)", "2024-05-04T00:00:00Z", "2024-05-06T18:00"],
    ["cron(0 18 ? * FRI-MON *)", "2024-05-07T00:00:00Z", "2024-05-10T18:00"],
    ["cron(0 8 1 * ? *)", "2024-12-15T00:00:00Z", "2025-01-01T08:00"],
    ["cron(0 0 L * ? *)", "2024-02-10T00:00:00Z", "2024-02-29T00:00"],
    ["cron(0 0 15W * ? *)", "2024-06-01T00:00:00Z", "2024-06-14T00:00"],
    ["cron(0 0 1W 6 ? *)", "2024-05-31T00:00:00Z", "2024-06-03T00:00"],
    ["cron(0 0 ? * 6L *)", "2024-05-05T00:00:00Z", "2024-05-31T00:00"],
    ["cron(0 10 ? * 3#2 *)", "2024-05-01T00:00:00Z", "2024-05-14T10:00"],
    ["cron(0 0 29 FEB ? *)", "2024-03-01T00:00:00Z", "2028-02-29T00:00"],
    ["cron(0,30 1-2 1/10 JAN,JUL ? 2025-2026)", "2024-01-01T00:00:00Z", "2025-01-01T01:00"],
    ["cron(0 0 1 1 ? 2020)", "2024-01-01T00:00:00Z", undefined],
  ])("%s after %s is %s", (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it.each([
    "cron(0 12 * * * *)",
    "cron(0 12 ? * ? *)",
    "cron(60 12 * * ? *)",
    "cron(0 12 * * ?)",
    "cron(0/0 12 * * ? *)",
    "cron(x 12 * * ? *)",
    "rate(5 minutes)",
    "0 12 * * ? *",
    "cron(0 0 ? * 8 *)",
    "cron(0 0 40W * ? *)",
  ])("refuses %s", (expression) => {
    expect(parseAwsCron(expression)).toBeUndefined();
  });
});
