// The certificate authority of a data folder: made once, trusted by whom the user chooses (`forebay trust`), signs short-lived leaves.
import { createPrivateKey, KeyObject, webcrypto, X509Certificate } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { join } from "node:path";
import { hex } from "../kit/ids.ts";

/** In PEM. */
export interface Signed {
  readonly cert: string;
  readonly key: string;
  readonly validUntilMs: number;
}

/** `file` is where the certificate, without its key, can be read. */
export interface Authority extends Signed {
  readonly file: string;
}

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** Within the limits that Apple sets for certificates. */
const LEAF_DAYS = 90;
/** For clients whose clock is behind. */
const EARLIER_MS = DAY_MS;
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;

/**
 * The folder's authority; a new one when there is none or its time is over. Another process may do the same at the same
 * time: both end up with one. `nowMs`: real time.
 */
export async function authorityOf(dataFolder: string, nowMs: number): Promise<Authority> {
  const folder = join(dataFolder, "tls", "ca");
  const stored = await readAuthority(folder);
  if (stored && stored.validUntilMs > nowMs) return stored;
  if (stored) await rm(folder, { recursive: true, force: true });
  const { cert, key } = await makeAuthority(nowMs);
  const draft = `${folder}.${hex(8)}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(join(draft, "key.pem"), key, { mode: 0o600, flush: true });
  await writeFile(join(draft, "cert.pem"), cert, { flush: true });
  try {
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error; // otherwise another process was first
  }
  const made = await readAuthority(folder);
  if (!made) throw new Error(`${folder} is gone`);
  return made;
}

async function readAuthority(folder: string): Promise<Authority | undefined> {
  const file = join(folder, "cert.pem");
  try {
    const [cert, key] = await Promise.all([readFile(file, "utf8"), readFile(join(folder, "key.pem"), "utf8")]);
    return { file, cert, key, validUntilMs: Date.parse(new X509Certificate(cert).validTo) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function makeAuthority(nowMs: number): Promise<Signed> {
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const { validUntilMs, ...period } = validFor(AUTHORITY_DAYS, nowMs);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=Forebay local CA ${hex(8)}, O=Forebay`, // a name of its own: more than one may be trusted
    ...period,
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: `${cert.toString("pem")}\n`, key: pemOf(keys.privateKey), validUntilMs };
}

/** A certificate of a server for `names`, which are DNS names and IP addresses; the chain ends with it. */
export async function signLeaf(authority: Signed, names: readonly string[], nowMs: number): Promise<Signed> {
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const issuer = new x509.X509Certificate(authority.cert);
  const { validUntilMs, ...period } = validFor(LEAF_DAYS, nowMs, authority.validUntilMs);
  const der = createPrivateKey(authority.key).export({ type: "pkcs8", format: "der" });
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: "CN=localhost, O=Forebay",
    issuer: issuer.subject,
    ...period,
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await webcrypto.subtle.importKey("pkcs8", der, ALGORITHM, false, ["sign"]),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? "ip" : "dns", value }))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return { cert: `${cert.toString("pem")}\n`, key: pemOf(keys.privateKey), validUntilMs };
}

function validFor(days: number, nowMs: number, atMostMs = Infinity) {
  const validUntilMs = Math.min(nowMs + days * DAY_MS, atMostMs);
  return { notBefore: new Date(nowMs - EARLIER_MS), notAfter: new Date(validUntilMs), validUntilMs };
}

/** Positive: its first bit is none. */
const serialNumber = (): string => `1${hex(15)}`;

const pemOf = (key: webcrypto.CryptoKey): string =>
  KeyObject.from(key).export({ type: "pkcs8", format: "pem" }).toString();
