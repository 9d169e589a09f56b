import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openEnvelope, readEnvelope, sealEnvelope } from "./envelope.ts";
import { RootKey } from "./root-key.ts";

const root = new RootKey(randomBytes(32));
const material = randomBytes(32);
const owner = {
  account: "123456789012",
  keyId: "0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9",
  materialId: "ab".repeat(32),
};
const context = fc.dictionary(fc.string(), fc.string());

describe("envelope", () => {
  test("gives back what was sealed, and names its owner", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4096 }), context, (plaintext, pairs) => {
        const envelope = readEnvelope(sealEnvelope(owner, material, plaintext, pairs, root), root);
        expect(envelope).toMatchObject(owner);
        const reversed = Object.fromEntries(Object.entries(pairs).toReversed());
        expect(envelope && openEnvelope(envelope, material, reversed)).toEqual(Buffer.from(plaintext));
      }),
    );
  });

  test("another context opens nothing, however alike its texts are", () => {
    fc.assert(
      fc.property(context, context, (sealed, asked) => {
        fc.pre(!isDeepStrictEqual({ ...sealed }, { ...asked }));
        const envelope = readEnvelope(sealEnvelope(owner, material, Buffer.from("x"), sealed, root), root);
        expect(envelope && openEnvelope(envelope, material, asked)).toBeUndefined();
      }),
    );
  });

  test("ids of multi-Region keys come back as they were", () => {
    const keyId = "mrk-0123456789abcdef0123456789abcdef";
    const sealed = sealEnvelope({ ...owner, keyId }, material, Buffer.from("x"), {}, root);
    expect(readEnvelope(sealed, root)?.keyId).toBe(keyId);
  });

  test("one of another root key is none", () => {
    const sealed = sealEnvelope(owner, material, Buffer.from("x"), {}, root);
    expect(readEnvelope(sealed, new RootKey(randomBytes(32)))).toBeUndefined();
  });
});

describe("RootKey", () => {
  test("unwraps for the owner that it wrapped for, and for nobody else", () => {
    const wrapped = root.wrap(material, "mine");
    expect(root.unwrap(wrapped, "mine")).toEqual(material);
    expect(root.unwrap(wrapped, "yours")).toBeUndefined();
    expect(new RootKey(randomBytes(32)).unwrap(wrapped, "mine")).toBeUndefined();
    for (let at = 0; at < wrapped.length; at++) {
      const altered = Buffer.from(wrapped);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(root.unwrap(altered, "mine")).toBeUndefined();
    }
  });
});
