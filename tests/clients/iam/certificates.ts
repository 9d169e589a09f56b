// Certificates for tests: of their own making, or signed by another one.
import { createPrivateKey, KeyObject, randomBytes, webcrypto } from "node:crypto";
import { X509Certificate, X509CertificateGenerator } from "@peculiar/x509";

/** In PEM. */
export interface Signed {
  readonly cert: string;
  readonly private: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const DAY_MS = 86_400_000;

/** Valid from yesterday on. Without `by`: signed by itself. */
export async function certificateOf(name: string, by?: Signed): Promise<Signed> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const issuer = by && new X509Certificate(by.cert);
  const der = by && createPrivateKey(by.private).export({ type: "pkcs8", format: "der" });
  const cert = await X509CertificateGenerator.create({
    serialNumber: `01${randomBytes(8).toString("hex")}`,
    subject: `CN=${name}`,
    issuer: issuer?.subject ?? `CN=${name}`,
    notBefore: new Date(Date.now() - DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: der ? await webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]) : keys.privateKey,
  });
  const key = KeyObject.from(keys.privateKey).export({ type: "pkcs8", format: "pem" });
  return { cert: `${cert.toString("pem")}\n`, private: String(key) };
}
