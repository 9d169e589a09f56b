// Whether the certificates that an issuer shows are those whose thumbprint the user registered with the provider.
import type { X509Certificate } from "node:crypto";
import { isIP } from "node:net";

/** Of certificates from the server's own up to the one that is trusted. */
const CHAIN_LENGTH_MAX = 10;

/**
 * Walks from the server's certificate to the first one with a registered thumbprint (SHA-1 in hex), checking every signature on
 * the way. Documented: AWS falls back to thumbprints where no certificate authority that it trusts vouches for the issuer.
 */
export function matchesThumbprint(
  leaf: X509Certificate,
  host: string,
  thumbprints: readonly string[],
  nowMs: number,
): boolean {
  const trusted = new Set(thumbprints.map((thumbprint) => thumbprint.toLowerCase()));
  if ((isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) === undefined) return false;
  let certificate = leaf;
  for (let length = 1; length <= CHAIN_LENGTH_MAX; length++) {
    if (nowMs < Date.parse(certificate.validFrom) || nowMs > Date.parse(certificate.validTo)) return false;
    if (trusted.has(thumbprintOf(certificate))) return true;
    const issuer = certificate.issuerCertificate;
    if (!issuer?.ca || issuer.fingerprint256 === certificate.fingerprint256) return false;
    if (!certificate.checkIssued(issuer) || !certificate.verify(issuer.publicKey)) return false;
    certificate = issuer;
  }
  return false;
}

const thumbprintOf = ({ fingerprint }: X509Certificate): string => fingerprint.replaceAll(":", "").toLowerCase();
