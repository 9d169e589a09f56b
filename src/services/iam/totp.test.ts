import { describe, expect, it } from "vitest";
import { base32Of, codeOf, counterAt, counterOf } from "./totp.ts";

const seed = Buffer.from("12345678901234567890");

describe("one-time passwords", () => {
  it("are those of RFC 6238's test vectors, in six digits (documented)", () => {
    const vectors: readonly (readonly [seconds: number, code: string])[] = [
      [59, "287082"],
      [1_111_111_109, "081804"],
      [1_111_111_111, "050471"],
      [1_234_567_890, "005924"],
      [2_000_000_000, "279037"],
      [20_000_000_000, "353130"],
    ];
    for (const [seconds, code] of vectors) expect(codeOf(seed, counterAt(seconds * 1000))).toBe(code);
  });

  it("counterOf finds two codes one after the other, and only in its window", () => {
    const codes = [codeOf(seed, 100), codeOf(seed, 101)];
    expect(counterOf(seed, codes, { from: 98, to: 102 })).toBe(100);
    expect(counterOf(seed, codes.toReversed(), { from: 98, to: 102 })).toBeUndefined();
    expect(counterOf(seed, codes, { from: 101, to: 110 })).toBeUndefined();
    expect(counterOf(seed, ["12345"], { from: 0, to: 5 })).toBeUndefined();
  });

  it("base32Of writes RFC 4648's test vectors (documented)", () => {
    expect(["f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => base32Of(Buffer.from(text)))).toEqual([
      "MY",
      "MZXQ",
      "MZXW6",
      "MZXW6YQ",
      "MZXW6YTB",
      "MZXW6YTBOI",
    ]);
  });
});
