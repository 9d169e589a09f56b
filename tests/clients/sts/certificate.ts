// Certificates for tests: signed by themselves, or by an authority.
import { createHash, KeyObject, webcrypto, X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";

const EC = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const DAY_MS = 86_400_000;

export interface Certificate {
  /** PEM. */
  readonly cert: string;
  readonly key: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly subject: string;
}

export interface CertificateWanted {
  readonly name: string;
  readonly rsa?: boolean;
  /** An IP address that it is for. */
  readonly ip?: string;
  /** Default: itself. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  readonly validUntilMs?: number;
}

export async function certificate(wanted: CertificateWanted): Promise<Certificate> {
  const { name, rsa = false, ip, issuer, isAuthority = false } = wanted;
  const algorithm = rsa ? RSA : EC;
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const subject = `CN=${name}`;
  const validUntilMs = wanted.validUntilMs ?? Date.now() + DAY_MS;
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: `1${webcrypto.randomUUID().replaceAll("-", "").slice(0, 15)}`,
    subject,
    issuer: issuer?.subject ?? subject,
    notBefore: new Date(validUntilMs - 2 * DAY_MS),
    notAfter: new Date(validUntilMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      ...(ip === undefined ? [] : [new x509.SubjectAlternativeNameExtension([{ type: "ip", value: ip }])]),
    ],
  });
  const key = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" }).toString();
  return { cert: `${made.toString("pem")}\n`, key, keys, subject };
}

/** SHA-1, as IAM registers it. */
export const thumbprintOf = ({ cert }: Pick<Certificate, "cert">): string =>
  createHash("sha1").update(new X509Certificate(cert).raw).digest("hex");
