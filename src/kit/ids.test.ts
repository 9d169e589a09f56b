// Identifiers have their length and alphabet, and do not repeat.
import { expect, test } from "vitest";
import * as ids from "./ids.ts";

const many = (make: () => string): Set<string> => new Set(Array.from({ length: 1_000 }, make));

test("every kind has its form and does not repeat", () => {
  const kinds: readonly (readonly [() => string, RegExp])[] = [
    [ids.uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    [() => ids.hex(32), /^[0-9a-f]{32}$/],
    [() => ids.hex(17), /^[0-9a-f]{17}$/],
    [() => ids.base32(21), /^[A-Z2-7]{21}$/],
    [() => ids.opaque(), /^[\w-]{32}$/],
    [() => ids.opaque(20), /^[\w-]{27}$/],
  ];
  for (const [make, form] of kinds) {
    const made = many(make);
    expect(made.size).toBe(1_000);
    for (const id of made) expect(id).toMatch(form);
  }
});

test("base32 uses all of its characters", () => {
  expect(new Set(ids.base32(2_000)).size).toBe(32);
});

test("below stays below and reaches everything there", () => {
  expect(new Set(Array.from({ length: 500 }, () => ids.below(5)))).toEqual(new Set([0, 1, 2, 3, 4]));
});
