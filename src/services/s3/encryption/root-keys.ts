// The root key, which wraps the data keys of SSE-S3: its versions are secrets of the data folder, and every one stays, so that
// a rotation need not touch an object.
import { createCipheriv, createDecipheriv } from "node:crypto";
import { bytes } from "../../../kit/ids.ts";
import type { SealedKey } from "./encryption.ts";

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A secret of the data folder by its name, made at its first use. */
export type Secret = (name: string, sizeBytes: number) => Buffer;

/** nonce 12 | tag 16 | encrypted; bound to `owner`: it unwraps for no other. */
export function wrapKey(under: Buffer, key: Uint8Array, owner: string): Buffer {
  const nonce = bytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", under, nonce).setAAD(Buffer.from(owner));
  const encrypted = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
}

/** Undefined: altered, wrapped by another key, or another owner's. */
export function unwrapKey(under: Buffer, wrapped: Uint8Array, owner: string): Buffer | undefined {
  if (wrapped.length !== NONCE_BYTES + TAG_BYTES + KEY_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", under, wrapped.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(owner)).setAuthTag(wrapped.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined; // the tag does not hold
  }
}

export const newDataKey = (): Buffer => bytes(KEY_BYTES);

export class RootKeys {
  readonly #secret: Secret;
  readonly #versions = new Map<number, Buffer>();
  #current: number;

  /** `current`: the version that new data keys are wrapped by; the first is 1. */
  constructor(secret: Secret, current: number) {
    this.#secret = secret;
    this.#current = current;
  }

  get current(): number {
    return this.#current;
  }

  seal(key: Uint8Array, owner: string): SealedKey {
    const rootVersion = this.#current;
    return { rootVersion, sealed: wrapKey(this.#version(rootVersion), key, owner).toString("base64") };
  }

  /** Undefined: altered, or wrapped by a root key that is not this data folder's. */
  open({ rootVersion, sealed }: SealedKey, owner: string): Buffer | undefined {
    if (rootVersion < 1 || rootVersion > this.#current) return undefined;
    return unwrapKey(this.#version(rootVersion), Buffer.from(sealed, "base64"), owner);
  }

  /** Makes the next version, once `record` has made durable that it is the current one. Earlier ones go on opening. */
  async rotate(record: (version: number) => Promise<void>): Promise<number> {
    const next = this.#current + 1;
    this.#version(next);
    await record(next);
    this.#current = next;
    return next;
  }

  #version(version: number): Buffer {
    const known = this.#versions.get(version);
    if (known !== undefined) return known;
    const key = this.#secret(`s3-root-key-${version}`, KEY_BYTES);
    this.#versions.set(version, key);
    return key;
  }
}
