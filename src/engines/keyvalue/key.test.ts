// Properties of the key encoding: it loses nothing, its byte order is tuple order, prefixes are exact.
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeKey, encodeKey, encodePrefix, endOfPrefix, KEY_SIZE_MAX_BYTES } from "./key.ts";
import type { Key, KeyPart } from "./keyvalue.ts";

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom("", "\0", "\u0001", "a", "/", "\u00ff", "\ud800", "\udc00", "\uffff"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
  maxLength: 6,
});
const number = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0.5, -0.5, 256, -256, 1e300),
);
const bigint = fc.oneof(
  fc.bigInt(),
  fc.bigInt({ min: -300n, max: 300n }),
  fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n }),
);
const part = fc.oneof(text, number, bigint, fc.constantFrom<KeyPart>("", "a", 1, 1n, -1, -1n));
const key = fc.array(part, { minLength: 1, maxLength: 4 });

/** The order the seam promises, said differently than the encoding says it. */
function compareParts(a: KeyPart, b: KeyPart): number {
  if (typeof a === "string" || typeof b === "string") {
    if (typeof a !== "string") return -1;
    if (typeof b !== "string") return 1;
    const [left, right] = [Array.from(a), Array.from(b)].map((characters) =>
      characters.map((one) => one.codePointAt(0) ?? 0),
    );
    return compareLists(left ?? [], right ?? [], (x, y) => x - y);
  }
  if (a < b) return -1;
  if (a > b) return 1;
  if (typeof a === typeof b) return 0;
  const numberFirst = typeof a === "number" ? -1 : 1;
  return a < 0 ? -numberFirst : numberFirst;
}

function compareLists<T>(a: readonly T[], b: readonly T[], compare: (x: T, y: T) => number): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i] as T, b[i] as T);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

const withoutNegativeZero = (key: Key): Key => key.map((one) => (one === 0 ? 0 : one));

describe("keys", () => {
  test("come back as they were", () => {
    fc.assert(
      fc.property(key, (one) => {
        expect(decodeKey(encodeKey(one))).toEqual(withoutNegativeZero(one));
      }),
      { numRuns: 3000 },
    );
  });

  test("are ordered as their bytes", () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(Math.sign(compareLists(a, b, compareParts)));
      }),
      { numRuns: 5000 },
    );
  });

  test("numbers are ordered by value, also when they are close", () => {
    fc.assert(
      fc.property(number, fc.constantFrom(1, 1 + Number.EPSILON, 1 - Number.EPSILON, 2, -1), (a, factor) => {
        const b = a * factor;
        fc.pre(!Number.isNaN(b));
        expect(Math.sign(Buffer.compare(encodeKey([a]), encodeKey([b])))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 3000 },
    );
  });

  test("a prefix's range holds the keys that begin with it and no other", () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 3 }), key, (prefix, rest) => {
        for (const candidate of [[...prefix, ...rest], rest]) {
          const bytes = encodeKey(candidate);
          const start = encodePrefix(prefix);
          const inside = Buffer.compare(bytes, start) >= 0 && Buffer.compare(bytes, endOfPrefix(start)) < 0;
          expect(inside).toBe(
            candidate.length >= prefix.length &&
              compareLists(candidate.slice(0, prefix.length), prefix, compareParts) === 0,
          );
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("an S3 key of 1,024 bytes fits, also when all of them are NUL", () => {
    const names = ["s3.objects", "000000000000", "ap-southeast-2", "b".repeat(63)];
    for (const name of ["\0".repeat(1024), "€".repeat(341), "\u{1f600}".repeat(256)]) {
      expect(decodeKey(encodeKey([...names, name, "v".repeat(32)]))).toEqual([...names, name, "v".repeat(32)]);
    }
  });

  test("longer ones and NaN and no parts are refused as invalid", () => {
    for (const bad of [
      ["x".repeat(KEY_SIZE_MAX_BYTES)],
      ["€".repeat(1400)],
      ["\0".repeat(2000)],
      [2n ** 40_000n],
      [Number.NaN],
      [],
      Array<string>(2000).fill("abc"),
    ])
      expect(() => encodeKey(bad)).toThrow(expect.objectContaining({ kind: "invalid" }));
  });
});
