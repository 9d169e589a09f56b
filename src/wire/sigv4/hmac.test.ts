// The same digests as node:crypto's, for every length of key and text.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hmacSha256 } from "./hmac.ts";

test("any key and text", () => {
  const key = fc.uint8Array({ maxLength: 64 });
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary", minLength: 300, maxLength: 1200 }));
  fc.assert(
    fc.property(key, fc.array(text, { maxLength: 4 }), (bytes, texts) => {
      const digest = hmacSha256(Buffer.from(bytes));
      for (const each of texts) expect(digest(each)).toBe(createHmac("sha256", bytes).update(each).digest("hex"));
    }),
    { numRuns: 500 },
  );
});

test("a key that is too long is refused", () => {
  expect(() => hmacSha256(Buffer.alloc(65))).toThrow("longer than a block");
});
