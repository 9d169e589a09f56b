// LIKE of S3 Select: what patterns fit, and that none takes forever.
import { expect, test } from "vitest";
import { likePattern } from "./operators.ts";

const fits = (value: string, pattern: string, escape?: string): boolean => likePattern(pattern, escape).test(value);

test("% is any run of characters, _ any one", () => {
  for (const pattern of ["abcabc", "%", "a%", "%c", "%b%", "a%c", "%a%b%c%", "a_c%_", "%%abc", "______"])
    expect([pattern, fits("abcabc", pattern)]).toEqual([pattern, true]);
  for (const pattern of ["", "abc", "b%", "%b", "%c%a%b%c%c", "_______", "a%abcabc", "abcabc%c", "%d%"])
    expect([pattern, fits("abcabc", pattern)]).toEqual([pattern, false]);
  expect(fits("a\n😀1b", "a__1%b")).toBe(true);
  expect(fits("1%1", "%1!%1%", "!")).toBe(true);
  expect(fits("1a1", "%1!%1%", "!")).toBe(false);
});

test("patterns with many % are quick to not match", () => {
  expect(fits("a".repeat(5_000), `${"%a".repeat(30)}b`)).toBe(false);
  expect(fits("a".repeat(5_000), `${"%a_".repeat(30)}%b%`)).toBe(false);
});
