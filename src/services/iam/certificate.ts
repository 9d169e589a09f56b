// X.509 certificates as users upload them.
import { createPrivateKey, X509Certificate, type KeyObject } from "node:crypto";
import {
  brokenChain,
  certificateNotValidNow,
  keyPairMismatch,
  unparsableCertificate,
  unparsablePrivateKey,
} from "./credential-errors.ts";

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;
/** Ours: certificates of a chain. */
const CHAIN_MAX = 20;

/** Undefined when the text is not one certificate in PEM. */
export function certificateIn(pem: string): X509Certificate | undefined {
  const [only, ...more] = certificatesIn(pem) ?? [];
  return more.length === 0 ? only : undefined;
}

/** Undefined when the text is anything else than certificates in PEM. */
function certificatesIn(pem: string): X509Certificate[] | undefined {
  const blocks = pem.match(PEM) ?? [];
  if (blocks.length === 0 || blocks.length > CHAIN_MAX || pem.replace(PEM, "").trim() !== "") return undefined;
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined; // not a certificate
  }
}

export interface UploadedCertificate {
  readonly body: string;
  readonly chain: string | undefined;
  readonly privateKey: string;
}

/** When it expires, in epoch ms. Errors: MalformedCertificate, KeyPairMismatch. */
export function checkServerCertificate({ body, chain, privateKey }: UploadedCertificate, nowMs: number): number {
  const certificate = certificateIn(body);
  if (!certificate) throw unparsableCertificate();
  if (!certificate.checkPrivateKey(privateKeyIn(privateKey))) throw keyPairMismatch();
  const expiresMs = Date.parse(certificate.validTo);
  if (nowMs < Date.parse(certificate.validFrom) || nowMs > expiresMs) throw certificateNotValidNow();
  if (chain !== undefined) checkChain(certificate, chain);
  return expiresMs;
}

function checkChain(certificate: X509Certificate, chain: string): void {
  const issuers = certificatesIn(chain);
  if (!issuers) throw unparsableCertificate();
  let signed = certificate;
  for (const [at, issuer] of issuers.entries()) {
    if (!signed.checkIssued(issuer) || !signed.verify(issuer.publicKey)) throw brokenChain(at - 1);
    signed = issuer;
  }
}

function privateKeyIn(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw unparsablePrivateKey();
  }
}
