import { describe, expect, it } from "vitest";
import { parseAlarmRule } from "./alarm-rule.ts";

const stateOf = (alarm: string) => (alarm === "a" ? "ALARM" : alarm === "b c" ? "OK" : undefined);
const holds = (rule: string): boolean | undefined => parseAlarmRule(rule)?.holds(stateOf);

describe("parseAlarmRule", () => {
  it("knows states, NOT before AND before OR, and parentheses (documented)", () => {
    expect(holds("ALARM(a)")).toBe(true);
    expect(holds('ALARM("a") AND OK("b c")')).toBe(true);
    expect(holds('NOT ALARM("a") OR INSUFFICIENT_DATA(x) OR TRUE AND FALSE')).toBe(false);
    expect(holds('(ALARM(x) OR ALARM(a)) AND NOT (ALARM("b c"))')).toBe(true);
    expect(parseAlarmRule('ALARM(a) OR OK("b c")')?.alarms).toEqual(["a", "b c"]);
  });

  it("refuses everything else", () => {
    for (const text of ["", "ALARM", "ALARM()", "ALARM(a) OK(b)", "(ALARM(a)", "BAD(a)", 'ALARM("a', "(".repeat(500)])
      expect(parseAlarmRule(text)).toBeUndefined();
  });
});
