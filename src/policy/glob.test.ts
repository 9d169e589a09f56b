// Wildcards against a plain definition of what they mean, and against patterns that make others run for ages.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileGlob } from "./glob.ts";
import { compileTemplate, piecesOf } from "./template.ts";

const matches = (pattern: string, text: string): boolean =>
  compileTemplate(pattern, { wildcards: true, variables: false })(text, () => undefined);

/** What wildcards mean, by trying everything. */
function plainly(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const rest = pattern.slice(1);
  if (pattern[0] === "*")
    return Array.from({ length: text.length + 1 }, (_, at) => text.slice(at)).some((tail) => plainly(rest, tail));
  return text !== "" && (pattern[0] === "?" || pattern[0] === text[0]) && plainly(rest, text.slice(1));
}

describe("wildcards", () => {
  it("mean what trying everything finds", () => {
    const pattern = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b", "*", "?") });
    const text = fc.string({ maxLength: 8, unit: fc.constantFrom("a", "b") });
    fc.assert(
      fc.property(pattern, text, (some, other) => {
        expect(matches(some, other)).toBe(plainly(some, other));
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ["*a".repeat(2_000) + "*b*", "a".repeat(100_000)],
    ["*?a".repeat(500) + "*b*", "a".repeat(20_000)],
    ["*".repeat(50_000) + "b*", "a".repeat(100_000)],
    ["?*".repeat(1_000) + "b*", "a".repeat(100_000)],
    ["*" + "a?".repeat(1_000) + "b*", "a".repeat(20_000)],
    ["*ab".repeat(1_000) + "*c*", "ab".repeat(50_000)],
    ["*" + "a".repeat(5_000) + "b*", "a".repeat(100_000)],
  ])("end for long patterns on long texts (%#)", (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });

  it("stand for line breaks, too", () => {
    expect(matches("a*c", "a\n\r\u2028c")).toBe(true);
    expect(matches("a?c", "a\nc")).toBe(true);
  });

  it("are none in text that is taken literally", () => {
    expect(compileGlob([{ type: "text", text: "*" }])("x")).toBe(false);
    expect(compileGlob([{ type: "text", text: "*" }])("*")).toBe(true);
  });
});

describe("variables", () => {
  it.each([
    ["${aws:username}", [{ type: "variable", key: "aws:username", fallback: undefined }]],
    ["${aws:PrincipalTag/a b, 'c d'}", [{ type: "variable", key: "aws:PrincipalTag/a b", fallback: "c d" }]],
    ["${aws:x,'y'}", [{ type: "variable", key: "aws:x", fallback: "y" }]],
    ["${aws:x, ''}", [{ type: "variable", key: "aws:x", fallback: "" }]],
    ["${*}${?}${$}", [{ type: "text", text: "*?$" }]],
    ["${", [{ type: "text", text: "${" }]],
    ["${}", [{ type: "text", text: "${}" }]],
    ["$x}", [{ type: "text", text: "$x}" }]],
    [
      "${a${b}",
      [
        { type: "text", text: "${a" },
        { type: "variable", key: "b", fallback: undefined },
      ],
    ],
  ])("%s", (text, pieces) => {
    expect(piecesOf(text, { wildcards: true, variables: true })).toEqual(pieces);
  });
});
