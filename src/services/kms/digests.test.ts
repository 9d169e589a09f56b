import { constants, createHash, generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { signEcdsa, verifyEcdsa } from "./ecdsa-digests.ts";
import { signPkcs1, signPss, verifyPkcs1, verifyPss } from "./rsa-digests.ts";

const ROUNDS = 40;
const digestOf = (hash: string, message: Buffer): Buffer => createHash(hash).update(message).digest();
const messages = Array.from({ length: ROUNDS }, (_, index) => Buffer.from(`message ${index}`));

describe("ECDSA over digests", () => {
  test.each([
    ["P-256", "sha256"],
    ["P-384", "sha384"],
    ["P-521", "sha512"],
    ["secp256k1", "sha256"],
  ])("%s agrees with Node's signatures over messages, both ways", (namedCurve, hash) => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
    for (const message of messages) {
      const digest = digestOf(hash, message);
      expect(verify(hash, message, publicKey, signEcdsa(privateKey, digest))).toBe(true);
      const theirs = sign(hash, message, privateKey);
      expect(verifyEcdsa(privateKey, digest, theirs)).toBe(true);
      expect(verifyEcdsa(privateKey, digestOf(hash, Buffer.from("another")), theirs)).toBe(false);
      expect(verifyEcdsa(privateKey, digest, theirs.subarray(0, -1))).toBe(false);
      expect(verifyEcdsa(privateKey, digest, Buffer.concat([theirs, Buffer.of(0)]))).toBe(false);
    }
  });
});

describe("RSA over digests", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

  test.each(["sha256", "sha384", "sha512"])("%s agrees with Node's signatures over messages, both ways", (hash) => {
    for (const message of messages.slice(0, 8)) {
      const digest = digestOf(hash, message);
      const another = digestOf(hash, Buffer.from("another"));
      expect(verify(hash, message, publicKey, signPkcs1(privateKey, digest))).toBe(true);
      expect(verify(hash, message, { key: publicKey, ...pss }, signPss(privateKey, digest))).toBe(true);
      const pkcs1 = sign(hash, message, privateKey);
      expect(verifyPkcs1(publicKey, digest, pkcs1)).toBe(true);
      expect(verifyPkcs1(publicKey, another, pkcs1)).toBe(false);
      const salted = sign(hash, message, { key: privateKey, ...pss });
      expect(verifyPss(publicKey, digest, salted)).toBe(true);
      expect(verifyPss(publicKey, another, salted)).toBe(false);
      expect(verifyPss(publicKey, digest, pkcs1)).toBe(false);
      expect(verifyPss(publicKey, digest, salted.subarray(1))).toBe(false);
    }
  });
});
