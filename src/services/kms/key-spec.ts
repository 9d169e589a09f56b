// What each key spec is for: its usages, algorithms and material. Documented in the developer guide's key spec reference.
import { generateKeyPair } from "node:crypto";
import type { KeySpec, KeyUsageType } from "@aws-sdk/client-kms";
import { bytes } from "../../kit/ids.ts";

type Algorithms = Partial<Record<KeyUsageType, readonly string[]>>;

interface SpecFacts {
  /** The algorithms of each usage that the spec knows. */
  readonly usages: Algorithms;
  readonly material: MaterialKind;
}

export type MaterialKind =
  | { readonly kind: "secret"; readonly sizeBytes: number }
  | { readonly kind: "rsa"; readonly modulusBits: number }
  | { readonly kind: "ec"; readonly curve: string }
  | { readonly kind: "ed25519" };

const RSA_SIGNING = ["RSASSA_PKCS1_V1_5", "RSASSA_PSS"].flatMap((scheme) =>
  [256, 384, 512].map((size) => `${scheme}_SHA_${size}`),
);

const rsa = (modulusBits: number): SpecFacts => ({
  usages: { ENCRYPT_DECRYPT: ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"], SIGN_VERIFY: RSA_SIGNING },
  material: { kind: "rsa", modulusBits },
});

const nist = (curve: string, hashBits: number): SpecFacts => ({
  usages: { SIGN_VERIFY: [`ECDSA_SHA_${hashBits}`], KEY_AGREEMENT: ["ECDH"] },
  material: { kind: "ec", curve },
});

const hmac = (bits: number): SpecFacts => ({
  usages: { GENERATE_VERIFY_MAC: [`HMAC_SHA_${bits}`] },
  material: { kind: "secret", sizeBytes: bits / 8 },
});

const SPECS: Readonly<Partial<Record<KeySpec, SpecFacts>>> = {
  SYMMETRIC_DEFAULT: {
    usages: { ENCRYPT_DECRYPT: ["SYMMETRIC_DEFAULT"] },
    material: { kind: "secret", sizeBytes: 32 },
  },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
  ECC_NIST_P256: nist("P-256", 256),
  ECC_NIST_P384: nist("P-384", 384),
  ECC_NIST_P521: nist("P-521", 512),
  ECC_SECG_P256K1: { usages: { SIGN_VERIFY: ["ECDSA_SHA_256"] }, material: { kind: "ec", curve: "secp256k1" } },
  ECC_NIST_EDWARDS25519: {
    usages: { SIGN_VERIFY: ["ED25519_SHA_512", "ED25519_PH_SHA_512"] },
    material: { kind: "ed25519" },
  },
  HMAC_224: hmac(224),
  HMAC_256: hmac(256),
  HMAC_384: hmac(384),
  HMAC_512: hmac(512),
};

/** Undefined: a spec that Node's crypto cannot do (SM2, ML-DSA, ML-KEM). */
export const specFacts = (spec: string): SpecFacts | undefined => SPECS[spec as KeySpec];

/** Throws for a spec that no key here can have. */
export function materialKind(spec: string): MaterialKind {
  const facts = specFacts(spec);
  if (!facts) throw new Error(`no facts of ${spec}`);
  return facts.material;
}

export const algorithmsOf = (spec: string, usage: KeyUsageType): readonly string[] =>
  specFacts(spec)?.usages[usage] ?? [];

export const isAsymmetric = (spec: string): boolean => materialKind(spec).kind !== "secret";

/** Bytes of a symmetric key, PKCS #8 of the others. */
export async function generateMaterial(spec: string): Promise<Buffer> {
  const kind = materialKind(spec);
  return kind.kind === "secret" ? bytes(kind.sizeBytes) : (await generatePair(kind)).privateKey;
}

export interface PairBytes {
  /** PKCS #8, DER. */
  readonly privateKey: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
}

/** Off the event loop: an RSA key takes a second. */
export function generatePair(kind: Exclude<MaterialKind, { kind: "secret" }>): Promise<PairBytes> {
  const privateKeyEncoding = { format: "der", type: "pkcs8" } as const;
  const publicKeyEncoding = { format: "der", type: "spki" } as const;
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: Buffer, privateKey: Buffer): void =>
      error ? reject(error) : resolve({ privateKey, publicKey });
    if (kind.kind === "rsa")
      generateKeyPair("rsa", { modulusLength: kind.modulusBits, privateKeyEncoding, publicKeyEncoding }, done);
    else if (kind.kind === "ec")
      generateKeyPair("ec", { namedCurve: kind.curve, privateKeyEncoding, publicKeyEncoding }, done);
    else generateKeyPair("ed25519", { privateKeyEncoding, publicKeyEncoding }, done);
  });
}
