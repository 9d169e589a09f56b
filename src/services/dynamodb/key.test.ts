// The order of keys: bytes, texts and numbers as DynamoDB sorts them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderedKey, partitionOf } from "./key.ts";

const bytesOrder = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** Often alike at their beginnings, and of different lengths. */
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 12 }),
  fc.array(fc.constantFrom(0, 1, 127, 128, 255), { minLength: 1, maxLength: 5 }).map((some) => Uint8Array.from(some)),
);

describe("orderedKey", () => {
  it("bytes: in their order, unsigned, what is a beginning of another one before it", () => {
    const pairs = fc.property(bytes, bytes, (left, right) => {
      const ordered = bytesOrder(orderedKey({ B: left }), orderedKey({ B: right }));
      expect(ordered).toBe(Buffer.compare(left, right));
    });
    fc.assert(pairs, { numRuns: 3_000 });
  });

  it("texts: in the order of their UTF-8 bytes", () => {
    const text = fc.string({ unit: "binary", minLength: 1 });
    const pairs = fc.property(text, text, (left, right) => {
      expect(bytesOrder(orderedKey({ S: left }), orderedKey({ S: right }))).toBe(bytesOrder(left, right));
    });
    fc.assert(pairs);
  });

  it("partitionOf: one partition for every way to write a number", () => {
    expect(partitionOf({ N: "1.0" })).toBe(partitionOf({ N: "1" }));
    expect(partitionOf({ N: "10" })).not.toBe(partitionOf({ N: "1" }));
  });
});
