// How an object's bytes are encrypted, as its row has it. No key stands here but under another one.
import { isDirectoryBucket } from "../directory/bucket-name.ts";

/** Under a version of the root key; base64. */
export interface SealedKey {
  readonly rootVersion: number;
  readonly sealed: string;
}

/** SSE-S3. */
export interface OwnEncryption {
  readonly kind: "AES256";
  readonly key: SealedKey;
}

/** SSE-KMS and, in two layers, DSSE-KMS. */
export interface KmsEncryption {
  readonly kind: "aws:kms" | "aws:kms:dsse";
  readonly keyArn: string;
  /** KMS's ciphertext of the data key, or of the bucket's key; base64. */
  readonly ciphertext: string;
  /** Of the client, besides what S3 adds itself. */
  readonly context?: Readonly<Record<string, string>> | undefined;
  /** The data key under the bucket's key; base64. Undefined: KMS encrypted the data key itself. */
  readonly underBucketKey?: string | undefined;
  /** The key of the second layer. */
  readonly second?: SealedKey | undefined;
}

/** SSE-C: only the client has the key. */
export interface CustomerEncryption {
  readonly kind: "SSE-C";
  /** Of both the HMAC below and the data key; base64. */
  readonly salt: string;
  /** What the key is known by; base64. */
  readonly hmac: string;
}

export type Encryption = OwnEncryption | KmsEncryption | CustomerEncryption;

export const isKms = (encryption: Encryption | undefined): encryption is KmsEncryption =>
  encryption?.kind === "aws:kms" || encryption?.kind === "aws:kms:dsse";

/** Documented: entity tags of objects under KMS's and customers' keys, and of all in directory buckets, are no MD5 of theirs. */
export const hasMd5Etag = (bucket: string, encryption: Encryption | undefined): boolean =>
  !isDirectoryBucket(bucket) && (encryption === undefined || encryption.kind === "AES256");
