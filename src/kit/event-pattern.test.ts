import { describe, expect, it } from "vitest";
import { isPattern, matchesPattern } from "./event-pattern.ts";

const match = (pattern: object, value: unknown): boolean => {
  expect(isPattern(JSON.stringify(pattern))).toBe(true);
  return matchesPattern(JSON.stringify(pattern), value);
};

describe("event patterns (documented)", () => {
  it.each([
    [{ a: [1] }, { a: 1 }, true],
    [{ a: [1] }, { a: "1" }, false],
    [{ a: [1, "x"] }, { a: "x" }, true],
    [{ a: [null] }, { a: null }, true],
    [{ a: { b: ["x"] } }, { a: { b: "x", c: 1 } }, true],
    [{ a: { b: ["x"] } }, { a: "x" }, false],
    [{ a: [{ prefix: "ab" }] }, { a: "abc" }, true],
    [{ a: [{ suffix: "bc" }] }, { a: "abc" }, true],
    [{ a: [{ "anything-but": ["x"] }] }, { a: "x" }, false],
    [{ a: [{ "anything-but": ["x"] }] }, { a: "y" }, true],
    [{ a: [{ "anything-but": ["x"] }] }, {}, false],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 0 }, false],
    [{ a: [{ exists: true }] }, { a: 0 }, true],
    [{ a: [{ exists: false }] }, { b: 0 }, true],
    [{ a: [{ "equals-ignore-case": "X" }] }, { a: "x" }, true],
    [{ a: ["x"] }, { a: ["w", "x"] }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 3 }, false],
    [{}, { a: 1 }, true],
  ])("%j on %j: %s", (pattern, value, expected) => {
    expect(match(pattern, value)).toBe(expected);
  });

  it.each(["", "[]", '{"a": 1}', '{"a": [{"near": 1}]}', '{"a": [[1]]}'])("refuses %s", (text) => {
    expect(isPattern(text)).toBe(false);
  });
});
