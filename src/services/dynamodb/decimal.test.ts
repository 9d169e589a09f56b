// Numbers against the same ones as whole numbers of the smallest unit that DynamoDB has.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negated,
  orderedDecimal,
  parseDecimal,
} from "./decimal.ts";

/** 10^-130 is the least magnitude, and its last of 38 digits is 37 places further down. */
const UNIT_EXPONENT = -170;
const scaled = ({ digits, exponent }: Decimal): bigint => digits * 10n ** BigInt(exponent - UNIT_EXPONENT);
const signOf = (value: bigint): number => Number(value > 0n) - Number(value < 0n);

const digits = fc.oneof(
  fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
  fc.bigInt({ min: -120n, max: 120n }),
);
const written = (exponents: { readonly min: number; readonly max: number }) =>
  fc.tuple(digits, fc.integer(exponents)).map(([whole, exponent]) => `${whole}e${exponent}`);
/** All that DynamoDB takes in, whatever its number of digits. */
const anyNumber = fc.oneof(written({ min: -130, max: 87 }), written({ min: -3, max: 3 })).map(parseDecimal);

const bytesOrder = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

describe("decimals", () => {
  it("orderedDecimal and compareDecimals: in the order of the numbers", () => {
    const pairs = fc.property(anyNumber, anyNumber, (left, right) => {
      const expected = signOf(scaled(left) - scaled(right));
      expect(Math.sign(compareDecimals(left, right))).toBe(expected);
      expect(bytesOrder(orderedDecimal(left), orderedDecimal(right))).toBe(expected);
    });
    fc.assert(pairs, { numRuns: 2_000 });
  });

  it("orderedDecimal: neighbours in their last digit, next to the bounds and to 0", () => {
    const ascending = [
      "-9.9999999999999999999999999999999999999E+125",
      "-9.9999999999999999999999999999999999998E+125",
      "-10",
      "-1.1",
      "-1",
      "-0.99",
      "-1E-130",
      "0",
      "1E-130",
      "1.1E-130",
      "0.99",
      "1",
      "1.0000000000000000000000000000000000001",
      "1.1",
      "9",
      "10",
      "9.9999999999999999999999999999999999998E+125",
      "9.9999999999999999999999999999999999999E+125",
    ];
    const keys = ascending.map((text) => orderedDecimal(parseDecimal(text)));
    expect(keys.toSorted(bytesOrder)).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("addDecimals: the exact sum, or an error when it has more than 38 digits", () => {
    const sums = fc.property(anyNumber, anyNumber, (left, right) => {
      const expected = scaled(left) + scaled(right);
      const significant = String(expected).replace(/^-/, "").replace(/0+$/, "");
      if (significant.length > 38)
        expect(() => addDecimals(left, right)).toThrow(expect.objectContaining({ code: "ValidationException" }));
      else expect(scaled(addDecimals(left, right))).toBe(expected);
    });
    fc.assert(sums, { numRuns: 2_000 });
  });

  it("addDecimals: a number and its negation leave the one and only 0", () => {
    const zeros = fc.property(anyNumber, (value) => {
      expect(addDecimals(value, negated(value))).toEqual(parseDecimal("-0.0"));
    });
    fc.assert(zeros);
  });

  it("formatDecimal: what was parsed, without an exponent, and the same when parsed again", () => {
    const trips = fc.property(anyNumber, (value) => {
      const text = formatDecimal(value);
      expect(text).toMatch(/^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      expect(parseDecimal(text)).toEqual(value);
    });
    fc.assert(trips, { numRuns: 1_000 });
  });

  it("parseDecimal: one value for every way to write it", () => {
    for (const text of ["120", "+120", "0120", "120.00", "1.2e2", "12E1", "1200e-1", ".12E+3"])
      expect(parseDecimal(text)).toEqual({ digits: 12n, exponent: 1 });
  });
});
