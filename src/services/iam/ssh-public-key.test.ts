import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseSshPublicKey } from "./ssh-public-key.ts";

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = String(publicKey.export({ format: "pem", type: "spki" }));

describe("SSH public keys", () => {
  it("are the same key in both formats, with the MD5 of its SSH form as fingerprint", () => {
    const fromPem = parseSshPublicKey(pem);
    const wire = Buffer.from(fromPem.ssh.split(" ")[1] ?? "", "base64");
    expect(wire.subarray(4, 11).toString()).toBe("ssh-rsa");
    expect(fromPem.fingerprint.replaceAll(":", "")).toBe(createHash("md5").update(wire).digest("hex"));
    expect(parseSshPublicKey(`${fromPem.ssh} me@home\n`)).toEqual(fromPem);
    expect(fromPem.pem).toBe(pem);
  });

  it("are RSA of 2048 bits at least (documented)", () => {
    const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
    const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;
    for (const key of [small, curve])
      expect(() => parseSshPublicKey(String(key.export({ format: "pem", type: "spki" })))).toThrow(/malformed/);
  });

  it.each([
    "ssh-rsa",
    "ssh-rsa AAAA",
    "ssh-rsa !!!!",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB",
    "hello",
    "",
    "ssh-ed25519 AAAA",
  ])("refuses %s", (text) => expect(() => parseSshPublicKey(text)).toThrow(/malformed/));
});
