// Names between a prefix and its successor are exactly those that start with the prefix.
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { afterPrefix, compareUtf8 } from "./utf8-order.ts";

const character = fc.oneof(
  fc.constantFrom("a", "b", "/", "~", "\u{7f}", "\u{80}", "\u{7ff}", "\u{d7ff}", "\u{e000}", "\u{ffff}", "\u{10000}"),
  fc.constantFrom("\u{10ffff}"),
);
const name = fc.string({ unit: character, maxLength: 5 });

test("the successor of a prefix ends its range", () => {
  fc.assert(
    fc.property(name, name, (prefix, other) => {
      const end = afterPrefix(prefix);
      const inside = compareUtf8(other, prefix) >= 0 && (end === undefined || compareUtf8(other, end) < 0);
      expect(inside).toBe(other.startsWith(prefix));
    }),
    { numRuns: 5000 },
  );
});

test("the order is that of code points, not of UTF-16", () => {
  expect(compareUtf8("\u{ffff}", "\u{10000}")).toBe(-1);
  expect(afterPrefix("a/")).toBe("a0");
  expect(afterPrefix("\u{10ffff}")).toBeUndefined();
});
