// Java's patterns as JavaScript's.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { javaPattern } from "./java-pattern.ts";
import { serviceFacts } from "./models.ts";

test("every pattern of every model has a translation", () => {
  let count = 0;
  for (const { name } of serviceFacts) {
    const { shapes } = JSON.parse(readFileSync(`src/wire/models/${name}.json`, "utf8")) as {
      shapes: Record<string, { pattern?: string }>;
    };
    for (const { pattern } of Object.values(shapes)) {
      if (pattern === undefined) continue;
      count += 1;
      expect(javaPattern(pattern), `${name} ${pattern}`).toBeInstanceOf(RegExp);
    }
  }
  expect(count).toBeGreaterThan(1000);
});

test.each([
  [String.raw`[a-zA-Z0-9_.-]+`, "my.stream-1", "my stream"],
  [String.raw`[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\t]*`, "tab\tand 😹", "line\nbreak"],
  [String.raw`[\u0020-\uD7FF\uE000-\uFFFD\uD800\uDC00-\uDBFF\uDFFF\r\n\t]*`, "line\nbreak", "bell\u0007"],
  [String.raw`^(?i)(true|false)$`, "TRUE", "maybe"],
  [String.raw`[\p{Alnum}]+`, "abc1", "é"],
  [String.raw`\p{Graph}+`, "a!~", "a b"],
  [String.raw`[\w+=,.@-]*`, "a+=,.@-", "a b"],
  [String.raw`0|([1-9]\d{0,38})`, "170141183460469231731687303715884105728", "01"],
  [String.raw`[\w-\.]+`, "a-b.c", "a/b"],
  [String.raw`(?s).*`, "a\nb", undefined],
  [String.raw`\x{1F600}`, "😀", "x"],
  ["[^:,']*", "a", "a:b"],
])("%s", (pattern, good, bad) => {
  expect(javaPattern(pattern).test(good)).toBe(true);
  if (bad !== undefined) expect(javaPattern(pattern).test(bad)).toBe(false);
});
