// SSH public keys in OpenSSH's and in PEM format (RFC 4253, RFC 8017), and the fingerprint that IAM gives them.
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { invalidPublicKey } from "./credential-errors.ts";

const TYPE = "ssh-rsa";
/** Documented. */
const BITS_MIN = 2_048;

export interface SshPublicKey {
  readonly ssh: string;
  readonly pem: string;
  /** MD5 of the key as SSH sends it, in pairs of hexadecimal digits. */
  readonly fingerprint: string;
}

/** Documented: RSA of 2048 bits and more. Errors: InvalidPublicKey. */
export function parseSshPublicKey(text: string): SshPublicKey {
  const key = text.trimStart().startsWith(TYPE) ? fromSsh(text.trim()) : fromPem(text);
  if (key?.asymmetricKeyType !== "rsa") throw invalidPublicKey();
  const { n = "", e = "" } = key.export({ format: "jwk" });
  const modulus = Buffer.from(n, "base64url");
  if (modulus.length * 8 < BITS_MIN) throw invalidPublicKey();
  const wire = Buffer.concat([Buffer.from(TYPE), integer(Buffer.from(e, "base64url")), integer(modulus)].map(sized));
  return {
    ssh: `${TYPE} ${wire.toString("base64")}`,
    pem: String(key.export({ format: "pem", type: "spki" })),
    fingerprint: (createHash("md5").update(wire).digest("hex").match(/../g) ?? []).join(":"),
  };
}

const sized = (part: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return Buffer.concat([length, part]);
};

/** Numbers are signed: one that begins with a set bit gets a zero before it. */
const integer = (bytes: Buffer): Buffer => ((bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes);

function fromSsh(text: string): KeyObject | undefined {
  const [, base64] = /^ssh-rsa\s+([A-Za-z0-9+/]+={0,2})(?:\s.*)?$/.exec(text) ?? [];
  const parts = partsOf(Buffer.from(base64 ?? "", "base64"));
  if (parts?.length !== 3 || parts[0]?.toString() !== TYPE) return undefined;
  const [e, n] = parts.slice(1).map((part) => part.subarray(part[0] === 0 ? 1 : 0).toString("base64url"));
  try {
    return createPublicKey({ key: { kty: "RSA", n, e }, format: "jwk" });
  } catch {
    return undefined; // no key
  }
}

function partsOf(wire: Buffer): Buffer[] | undefined {
  const parts: Buffer[] = [];
  for (let at = 0; at < wire.length;) {
    if (at + 4 > wire.length) return undefined;
    const end = at + 4 + wire.readUInt32BE(at);
    if (end > wire.length) return undefined;
    parts.push(wire.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

function fromPem(text: string): KeyObject | undefined {
  if (!/^\s*-----BEGIN (?:RSA )?PUBLIC KEY-----/.test(text)) return undefined;
  try {
    return createPublicKey(text);
  } catch {
    return undefined; // no key
  }
}
