// Scalars as text.
import { expect, test } from "vitest";
import { parseBase64 } from "./scalars.ts";

test("base64 with padding is read", () => {
  expect(["", "AA==", "AAA=", "+/+/"].map((text) => Buffer.from(parseBase64(text)).toString("hex"))).toEqual([
    "",
    "00",
    "0000",
    "fbffbf",
  ]);
});

// U+0141 and U+0F42 end in the bytes of "A" and "B", which Node's reader takes them for.
test.each(["A===", "=AAA", "AA=A", "AA A", "AAA\n", "-_-_", "0A\u0141\u0141", "\u0F42AAA", "AAA\u00C1", "AAAAA"])(
  "%j is no base64",
  (text) => {
    expect(() => parseBase64(text)).toThrow("can not be converted to a Blob");
  },
);
