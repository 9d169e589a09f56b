import { describe, expect, it } from "vitest";
import { namePattern } from "./name-pattern.ts";

describe("name pattern", () => {
  it.each([
    ["sales", "sales", true],
    ["sales", "sales_2024", false],
    ["sales*", "sales_2024", true],
    ["*2024", "sales_2024", true],
    ["*les*", "sales_2024", true],
    ["sales.*", "sales_2024", true],
    ["^sales_.+$", "sales_", false],
    ["sales|orders", "orders", true],
    ["(sales|orders)_[0-9]+", "orders_2024", true],
    ["(ab)*c", "ababc", true],
    ["(ab)?c", "c", true],
    ["a[^b]c", "abc", false],
    ["\\w+_\\d\\d", "t_12", true],
    ["a\\.b", "axb", false],
    ["", "", true],
  ])("%s and %s: %s", (pattern, name, expected) => {
    expect(namePattern(pattern)?.(name)).toBe(expected);
  });

  it.each(["(a", "a)", "[a", "+a", "a\\"])("refuses %s", (pattern) => {
    expect(namePattern(pattern)).toBeUndefined();
  });

  it("takes linear time where backtracking would take for ever", () => {
    expect(namePattern("(a+)+b")?.("a".repeat(255))).toBe(false);
  });
});
