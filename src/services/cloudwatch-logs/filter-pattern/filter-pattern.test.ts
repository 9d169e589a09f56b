// Expectations are documented ("Filter pattern syntax") unless labelled otherwise.
import { describe, expect, it } from "vitest";
import { parseFilterPattern } from "./filter-pattern.ts";
import { PatternProblem } from "./problem.ts";

const matches = (pattern: string, ...messages: string[]): boolean[] => {
  const compiled = parseFilterPattern(pattern);
  return messages.map((message) => compiled(message) !== undefined);
};

describe("filter patterns", () => {
  it("terms: all of them, phrases, none that is excluded, one that is optional", () => {
    const log = ["[ERROR 400] BAD REQUEST", "[ERROR 401] UNAUTHORIZED REQUEST", "[WARN] disk"];
    expect(matches("ERROR", ...log)).toEqual([true, true, false]);
    expect(matches("ERROR REQUEST", ...log)).toEqual([true, true, false]);
    expect(matches("ERROR -UNAUTHORIZED", ...log)).toEqual([true, false, false]);
    expect(matches("?BAD ?disk", ...log)).toEqual([true, false, true]);
    expect(matches('"BAD REQUEST"', ...log)).toEqual([true, false, false]);
    expect(matches("%40[01]%", ...log)).toEqual([true, true, false]);
    expect(matches("", ...log)).toEqual([true, true, true]);
    expect(matches(String.raw`"say \"hi\""`, 'they say "hi"')).toEqual([true]);
  });

  it("JSON: comparisons, wildcards, nesting and what is missing", () => {
    const event = JSON.stringify({
      eventType: "UpdateTrail",
      sourceIPAddress: "111.111.111.111",
      arrayKey: ["value", "another value"],
      objectList: [
        { name: "a", id: 1 },
        { name: "b", id: 2 },
      ],
      SomeObject: null,
      ThisFlag: true,
      "a.b": 5,
      latency: 12.5,
    });
    const yes = [
      '{ $.eventType = "UpdateTrail" }',
      "{ $.sourceIPAddress = 111.111.* }",
      "{ $.sourceIPAddress != 123.123.* }",
      '{ $.arrayKey[0] = "value" }',
      "{ $.objectList[1].id = 2 }",
      "{ $.objectList[*].id = 2 }",
      "{ $.SomeObject IS NULL }",
      "{ $.SomeOtherObject NOT EXISTS }",
      "{ $.ThisFlag IS TRUE }",
      "{ $.latency > 12 && $.latency <= 1.25e1 }",
      '{ ($.eventType = "x" || $.latency = 12.5) && $.ThisFlag IS TRUE }',
      "{ $['a.b'] = 5 }",
      "{ $.eventType = %Update[A-Z]% }",
      '{ $.eventType = "*Trail" }',
    ];
    const no = [
      '{ $.eventType = "updatetrail" }',
      '{ $.missing != "x" }',
      "{ $.latency < 12 }",
      "{ $.ThisFlag IS FALSE }",
      "{ $.objectList = 1 }",
      '{ $.eventType = "Trail*" }',
    ];
    expect(yes.filter((pattern) => !matches(pattern, event)[0])).toEqual([]);
    expect(no.filter((pattern) => matches(pattern, event)[0])).toEqual([]);
    expect(matches("{ $.a = 1 }", "no JSON", '{"a":1}', '{"a":1', "[1]")).toEqual([false, true, false, false]);
    const match = parseFilterPattern("{ $.latency = * }")(event);
    expect(match?.extracted).toEqual({ "$.latency": "12.5" });
    expect(match?.value("$.eventType")).toBe("UpdateTrail");
  });

  it("fields: by place, with an ellipsis, with conditions", () => {
    const line = '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /index.html HTTP/1.0" 404 1534';
    const names = "[ip, id, user, timestamp, request, status_code, size]";
    expect(parseFilterPattern(names)(line)?.extracted).toEqual({
      $ip: "127.0.0.1",
      $id: "-",
      $user: "frank",
      $timestamp: "10/Oct/2000:13:25:15 -0700",
      $request: "GET /index.html HTTP/1.0",
      $status_code: "404",
      $size: "1534",
    });
    expect(matches("[ip, id, user]", line)).toEqual([false]);
    expect(matches("[..., status_code=4*, size]", line)).toEqual([true]);
    expect(matches("[ip, ..., size > 1000 && size < 2000]", line)).toEqual([true]);
    expect(
      matches("[ip, id, user, timestamp, request=*html*, status_code=404 || status_code=410, size]", line),
    ).toEqual([true]);
    expect(matches("[ip=%127\\.0\\.0\\.[1-9]%, ...]", line)).toEqual([true]);
    expect(matches("[..., status_code!=404, size]", line)).toEqual([false]);
    expect(parseFilterPattern("[w1=ERROR, w2]")("ERROR now")?.value("$w2")).toBe("now");
    expect(parseFilterPattern("[..., last]")("a b c")?.extracted).toEqual({ $1: "a", $2: "b", $last: "c" });
    expect(matches("[]", "anything at all")).toEqual([true]);
  });

  it("refuses what is no pattern", () => {
    const bad = [
      '"open',
      "{ $.a }",
      "{ $.a = 1",
      "{ a = 1 }",
      "[a, b",
      "[a=1 && b=2]",
      "{ $.a > x }",
      "%(%",
      "{ $.a = %(a+)+% }",
      "[1=2]",
    ];
    expect(
      bad.filter((pattern) => {
        try {
          parseFilterPattern(pattern);
          return true;
        } catch (error) {
          return !(error instanceof PatternProblem);
        }
      }),
    ).toEqual([]);
    expect(() => parseFilterPattern(`{ ${"(".repeat(100)}$.a = 1${")".repeat(100)} }`)).toThrow(PatternProblem);
  });
});
