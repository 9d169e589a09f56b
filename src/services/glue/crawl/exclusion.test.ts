import { describe, expect, it } from "vitest";
import { exclusion } from "./exclusion.ts";

describe("exclusions", () => {
  it.each([
    ["*.csv", "a.csv", true],
    ["*.csv", "folder/a.csv", false],
    ["*.*", "a.b", true],
    ["*.{csv,avro}", "x.avro", true],
    ["*.{csv,avro}", "x.json", false],
    ["foo.?", "foo.x", true],
    ["foo.?", "foo.xy", false],
    ["myfolder/*", "myfolder/mytext", true],
    ["myfolder/*", "myfolder/mysource/mytext", false],
    ["myfolder/*/*", "myfolder/mysource/data", true],
    ["myfolder/**", "myfolder/mysource/mydata", true],
    ["myfolder**", "myfolder2/mydata", true],
    ["departments/market*", "departments/market-us.json", true],
    ["**/_temporary/**", "a/b/_temporary/0/x", true],
    ["year=20[0-1][0-9]/**", "year=2015/x", true],
    ["year=20[0-1][0-9]/**", "year=2025/x", false],
    ["[!a-c]*", "dog", true],
    ["[!a-c]*", "cat", false],
    ["a[!b]c", "a/c", false],
    ["a\\*", "a*", true],
    ["a\\*", "ab", false],
    ["a**b*c", "a/x/bzzc", true],
  ])("%s and %s: %s (documented)", (pattern, key, expected) => {
    expect(exclusion(pattern)?.(key)).toBe(expected);
  });

  it.each(["{a", "a}", "{a,{b}}", "[a", "a\\"])("refuses %s", (pattern) => {
    expect(exclusion(pattern)).toBeUndefined();
  });

  it("matches in bounded time", () => {
    expect(exclusion(`${"*a".repeat(500)}b`)?.("a".repeat(1000))).toBe(false);
  });
});
