// Encrypting and decrypting with a key, as Encrypt, Decrypt, ReEncrypt and the data keys do.
import { constants, privateDecrypt, publicEncrypt } from "node:crypto";
import type { EncryptionAlgorithmSpec } from "@aws-sdk/client-kms";
import type { Call, KmsContext } from "./context.ts";
import { type EncryptionContext, openEnvelope, readEnvelope, sealEnvelope } from "./envelope.ts";
import {
  algorithmNotValid,
  ciphertextOfUnknownKey,
  incorrectKey,
  invalidCiphertext,
  keyUnavailable,
  usageNotValid,
  validation,
} from "./errors.ts";
import { findKey } from "./find-key.ts";
import { currentMaterial, type Key, type Material } from "./key.ts";
import { checkUsable } from "./key-state.ts";
import { algorithmsOf, isAsymmetric, materialKind } from "./key-spec.ts";

const OAEP_HASH_BYTES = { RSAES_OAEP_SHA_1: 20, RSAES_OAEP_SHA_256: 32 } as const;
const OAEP_HASHES = { RSAES_OAEP_SHA_1: "sha1", RSAES_OAEP_SHA_256: "sha256" } as const;
type Oaep = keyof typeof OAEP_HASHES;

/** The material that new work of a key uses. Errors: KeyUnavailableException. */
export function workingMaterial(key: Key): Material {
  const material = currentMaterial(key);
  if (!material?.wrapped) throw keyUnavailable(key.arn);
  return material;
}

/** Errors: DisabledException, KMSInvalidStateException, InvalidKeyUsageException, ValidationException. */
export function checkEncrypts(
  key: Key,
  algorithm: string,
  context: EncryptionContext | undefined,
  operation: string,
): void {
  if (key.usage !== "ENCRYPT_DECRYPT") throw usageNotValid(key.arn, key.usage, operation);
  if (!algorithmsOf(key.spec, key.usage).includes(algorithm)) throw algorithmNotValid(algorithm, key.spec);
  if (context && Object.keys(context).length > 0 && isAsymmetric(key.spec))
    throw validation("You cannot specify an encryption context with an asymmetric KMS key."); // inferred
  checkUsable(key);
}

export interface Encrypted {
  readonly ciphertext: Buffer;
  readonly material: Material;
}

/** Of a key that `checkEncrypts` let pass. Errors: ValidationException when it is too large for RSA. */
export function encryptWith(
  key: Key,
  plaintext: Uint8Array,
  encryptionContext: EncryptionContext | undefined,
  algorithm: EncryptionAlgorithmSpec,
  { materials, root }: KmsContext,
): Encrypted {
  const material = workingMaterial(key);
  if (algorithm === "SYMMETRIC_DEFAULT") {
    const { account, keyId } = key.name;
    const owner = { account, keyId, materialId: material.id };
    const secret = materials.secret(key, material);
    return { ciphertext: sealEnvelope(owner, secret, plaintext, encryptionContext ?? {}, root), material };
  }
  const max = plaintextMax(key, algorithm as Oaep);
  if (plaintext.length > max)
    throw validation(`Algorithm ${algorithm} and key spec ${key.spec} cannot encrypt data larger than ${max} bytes.`);
  const { publicKey } = materials.pair(key, material);
  return { ciphertext: publicEncrypt({ key: publicKey, ...padding(algorithm as Oaep) }, plaintext), material };
}

const padding = (algorithm: Oaep) => ({
  padding: constants.RSA_PKCS1_OAEP_PADDING,
  oaepHash: OAEP_HASHES[algorithm],
});

function plaintextMax({ spec }: Key, algorithm: Oaep): number {
  const kind = materialKind(spec);
  if (kind.kind !== "rsa") throw new Error(`${spec} does not encrypt with ${algorithm}`);
  return kind.modulusBits / 8 - 2 * OAEP_HASH_BYTES[algorithm] - 2;
}

export interface Encryption {
  readonly ciphertext: Uint8Array;
  readonly keyId: string | undefined;
  readonly context: EncryptionContext | undefined;
  readonly algorithm: EncryptionAlgorithmSpec;
}

/**
 * The key that is to decrypt: the one that the request names, otherwise the one that the ciphertext names.
 * Errors: NotFoundException, InvalidCiphertextException, AccessDeniedException, ValidationException.
 */
export async function decryptingKey(
  { ciphertext, keyId, algorithm }: Omit<Encryption, "context">,
  call: Call,
): Promise<Key> {
  if (keyId !== undefined) return findKey(keyId, call);
  if (algorithm !== "SYMMETRIC_DEFAULT")
    throw validation("KeyId is required for decryption with an asymmetric KMS key."); // inferred
  const envelope = readEnvelope(ciphertext, call.context.root);
  if (!envelope) throw invalidCiphertext();
  const { account, keyId: id } = envelope;
  const key = await call.context.store.findKey({ account, region: call.region, keyId: id });
  if (!key) throw ciphertextOfUnknownKey();
  return key;
}

export interface Decrypted {
  readonly plaintext: Buffer;
  readonly material: Material;
}

/**
 * Errors: IncorrectKeyException, InvalidCiphertextException, and what `checkEncrypts` refuses.
 * Recorded: a key that did not encrypt it is incorrect before its usage is looked at.
 */
export function decryptWith(
  key: Key,
  { ciphertext, context, algorithm }: Encryption,
  { materials, root }: KmsContext,
  operation: string,
): Decrypted {
  if (algorithm !== "SYMMETRIC_DEFAULT") {
    checkEncrypts(key, algorithm, context, operation);
    const material = workingMaterial(key);
    const { privateKey } = materials.pair(key, material);
    try {
      return { plaintext: privateDecrypt({ key: privateKey, ...padding(algorithm as Oaep) }, ciphertext), material };
    } catch {
      throw invalidCiphertext(); // the padding does not hold
    }
  }
  const envelope = readEnvelope(ciphertext, root);
  if (!envelope) throw invalidCiphertext();
  if (envelope.keyId !== key.name.keyId || envelope.account !== key.name.account) throw incorrectKey();
  checkEncrypts(key, algorithm, context, operation);
  const material = key.materials.find(({ id }) => id === envelope.materialId);
  if (!material?.wrapped) throw invalidCiphertext();
  const plaintext = openEnvelope(envelope, materials.secret(key, material), context ?? {});
  if (!plaintext) throw invalidCiphertext();
  return { plaintext, material };
}
