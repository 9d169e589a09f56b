import { describe, expect, it } from "vitest";
import { type Condition, evaluateAlarm } from "./alarm-evaluation.ts";

/** `0 - X - X`: not breaching, missing, breaching; the oldest first. */
const range = (text: string) =>
  text
    .split(" ")
    .map((sign, index) => ({ atMs: index * 60_000, value: sign === "-" ? undefined : sign === "X" ? 10 : 1 }))
    .toReversed();

const states = (text: string, n: number, m: number) =>
  (["missing", "ignore", "breaching", "notBreaching"] as const).map((treatMissing) => {
    const condition: Condition = {
      evaluationPeriods: n,
      datapointsToAlarm: m,
      comparison: "GreaterThanThreshold",
      threshold: 5,
      treatMissing,
      isMOutOfN: m !== n,
    };
    return evaluateAlarm(range(text), condition).value ?? "retain";
  });

const all = (state: string): string[] => [state, state, state, state];

describe("evaluateAlarm", () => {
  it("three of three (documented table)", () => {
    expect(states("0 - X - X", 3, 3)).toEqual(all("OK"));
    expect(states("- - - - 0", 3, 3)).toEqual(all("OK"));
    expect(states("- - - - -", 3, 3)).toEqual(["INSUFFICIENT_DATA", "retain", "ALARM", "OK"]);
    expect(states("0 X X - X", 3, 3)).toEqual(all("ALARM"));
    expect(states("- - X - -", 3, 3)).toEqual(["ALARM", "retain", "ALARM", "OK"]);
  });

  it("two of three (documented table)", () => {
    expect(states("0 - X - X", 3, 2)).toEqual(all("ALARM"));
    expect(states("0 0 X 0 X", 3, 2)).toEqual(all("ALARM"));
    expect(states("0 - X - -", 3, 2)).toEqual(["OK", "OK", "ALARM", "OK"]);
    expect(states("- - - - 0", 3, 2)).toEqual(["OK", "OK", "ALARM", "OK"]);
    expect(states("- - - X -", 3, 2)).toEqual(["ALARM", "retain", "ALARM", "OK"]);
  });

  it("says why (recorded)", () => {
    const condition: Condition = {
      evaluationPeriods: 2,
      datapointsToAlarm: 2,
      comparison: "GreaterThanThreshold",
      threshold: 2,
      treatMissing: "breaching",
      isMOutOfN: false,
    };
    expect(evaluateAlarm(range("- - - -"), condition).reason).toBe(
      "Threshold Crossed: no datapoints were received for 2 periods and 2 missing datapoints were treated as [Breaching].",
    );
    const one = { ...condition, evaluationPeriods: 1, datapointsToAlarm: 1, threshold: 21 };
    const at = Date.UTC(2026, 10, 25, 11, 57);
    expect(evaluateAlarm([{ atMs: at, value: 21.5 }], one).reason).toBe(
      "Threshold Crossed: 1 datapoint [21.5 (25/11/26 11:57:00)] was greater than the threshold (21.0).",
    );
    expect(evaluateAlarm([{ atMs: at, value: 3 }], { ...one, isMOutOfN: true }).reason).toBe(
      "Threshold Crossed: 1 out of the last 1 datapoints [3.0 (25/11/26 11:57:00)] was not greater than the threshold (21.0) (minimum 1 datapoint for ALARM -> OK transition).",
    );
    expect(evaluateAlarm([], { ...one, treatMissing: "missing" }).reason).toBe(
      "Insufficient Data: 1 datapoint was unknown.",
    );
  });
});
