// Parameters for imports: a wrapping key pair for each, whose private half travels sealed in the import token.
import { constants, createDecipheriv, createPrivateKey, privateDecrypt } from "node:crypto";
import type { AlgorithmSpec, WrappingKeySpec } from "@aws-sdk/client-kms";
import type { KmsContext } from "./context.ts";
import { expiredImportToken, invalidCiphertext, invalidImportToken, notBuilt, unsupported } from "./errors.ts";
import type { Key } from "./key.ts";
import { generatePair, materialKind, specFacts } from "./key-spec.ts";
import { IMPORT_TOKEN_LIFE_MS } from "./limits.ts";

const PURPOSE = "kms import token";

interface TokenContent {
  readonly arn: string;
  readonly algorithm: AlgorithmSpec;
  readonly expiresMs: number;
  /** PKCS #8, base64. */
  readonly privateKey: string;
}

export interface ImportParameters {
  readonly token: Buffer;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly expiresMs: number;
}

export async function importParameters(
  key: Key,
  algorithm: AlgorithmSpec,
  keySpec: WrappingKeySpec,
  { root, clock }: KmsContext,
): Promise<ImportParameters> {
  checkAlgorithm(key, algorithm);
  const kind = specFacts(keySpec)?.material;
  if (kind?.kind !== "rsa") throw notBuilt(`Wrapping keys of the spec ${keySpec} are not built: take an RSA one.`);
  const { privateKey, publicKey } = await generatePair(kind);
  const expiresMs = clock.now() + IMPORT_TOKEN_LIFE_MS;
  const content: TokenContent = { arn: key.arn, algorithm, expiresMs, privateKey: privateKey.toString("base64") };
  return { token: root.wrap(Buffer.from(JSON.stringify(content)), PURPOSE), publicKey, expiresMs };
}

/** Documented: RSA private keys are too large for RSA alone, and PKCS #1 v1.5 is no longer supported. */
function checkAlgorithm({ spec }: Key, algorithm: AlgorithmSpec): void {
  if (algorithm === "RSAES_PKCS1_V1_5" || algorithm === "SM2PKE") throw unsupported();
  if (materialKind(spec).kind === "rsa" && algorithm.startsWith("RSAES_OAEP")) throw unsupported();
}

/** The material that a client wrapped. Errors: InvalidImportTokenException, ExpiredImportTokenException, InvalidCiphertextException. */
export function unwrapImported(
  key: Key,
  token: Uint8Array,
  encrypted: Uint8Array,
  { root, clock }: KmsContext,
): Buffer {
  const opened = root.unwrap(token, PURPOSE);
  if (!opened) throw invalidImportToken();
  const content = JSON.parse(opened.toString()) as TokenContent;
  if (content.arn !== key.arn) throw invalidImportToken();
  if (content.expiresMs <= clock.now()) throw expiredImportToken();
  const material = unwrap(content, Buffer.from(encrypted));
  if (!material) throw invalidCiphertext();
  return material;
}

/** RFC 5649. */
const KEY_WRAP_IV = Buffer.from("a65959a6", "hex");
const AES_KEY_BYTES = 32;

function unwrap({ algorithm, privateKey }: TokenContent, encrypted: Buffer): Buffer | undefined {
  const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
  const oaepHash = algorithm.endsWith("SHA_1") ? "sha1" : "sha256";
  const decrypt = (bytes: Buffer): Buffer =>
    privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, bytes);
  try {
    if (algorithm.startsWith("RSAES_OAEP")) return decrypt(encrypted);
    const modulusBytes = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;
    const aesKey = decrypt(encrypted.subarray(0, modulusBytes));
    if (aesKey.length !== AES_KEY_BYTES) return undefined;
    const decipher = createDecipheriv("id-aes256-wrap-pad", aesKey, KEY_WRAP_IV);
    return Buffer.concat([decipher.update(encrypted.subarray(modulusBytes)), decipher.final()]);
  } catch {
    return undefined; // not wrapped for this key
  }
}
