// The root key: every key's material is stored wrapped by it, and it vouches for the headers of ciphertexts.
import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { bytes } from "../../kit/ids.ts";

export const ROOT_KEY_BYTES = 32;
const VERSION = 1;
const ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PREFIX_BYTES = 1 + ID_BYTES;
const OVERHEAD_BYTES = PREFIX_BYTES + NONCE_BYTES + TAG_BYTES;
export const HEADER_TAG_BYTES = 16;

/** AES-256-GCM and HMAC-SHA-256 under keys derived from one of 32 bytes, each for one purpose. */
export class RootKey {
  readonly #wrapping: Buffer;
  readonly #headers: Buffer;
  readonly #materialIds: Buffer;
  /** Names this root key in what it wrapped, so that another one is recognised as such. */
  readonly #id: Buffer;

  constructor(root: Buffer) {
    if (root.length !== ROOT_KEY_BYTES) throw new Error(`a root key has ${ROOT_KEY_BYTES} bytes, not ${root.length}`);
    const derived = (purpose: string): Buffer => createHmac("sha256", root).update(`forebay kms ${purpose}`).digest();
    this.#wrapping = derived("wrapping");
    this.#headers = derived("headers");
    this.#materialIds = derived("material ids");
    this.#id = derived("id").subarray(0, ID_BYTES);
  }

  /** version 1 | root key's id 8 | nonce 12 | tag 16 | encrypted; bound to `owner`: unwraps for no other. */
  wrap(plaintext: Uint8Array, owner: string): Buffer {
    const prefix = Buffer.concat([Buffer.of(VERSION), this.#id]);
    const nonce = bytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#wrapping, nonce);
    cipher.setAAD(Buffer.concat([prefix, Buffer.from(owner)]));
    const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return Buffer.concat([prefix, nonce, cipher.getAuthTag(), encrypted]);
  }

  /** Undefined: another root key wrapped it, or it was altered. */
  unwrap(wrapped: Uint8Array, owner: string): Buffer | undefined {
    const all = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
    if (all.length < OVERHEAD_BYTES || all[0] !== VERSION || !this.#id.equals(all.subarray(1, PREFIX_BYTES)))
      return undefined;
    const nonce = all.subarray(PREFIX_BYTES, PREFIX_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.#wrapping, nonce);
    decipher.setAAD(Buffer.concat([all.subarray(0, PREFIX_BYTES), Buffer.from(owner)]));
    decipher.setAuthTag(all.subarray(PREFIX_BYTES + NONCE_BYTES, OVERHEAD_BYTES));
    try {
      return Buffer.concat([decipher.update(all.subarray(OVERHEAD_BYTES)), decipher.final()]);
    } catch {
      return undefined; // the tag does not hold
    }
  }

  headerTag(header: Uint8Array): Buffer {
    return createHmac("sha256", this.#headers).update(header).digest().subarray(0, HEADER_TAG_BYTES);
  }

  vouchesFor(header: Uint8Array, tag: Uint8Array): boolean {
    return tag.length === HEADER_TAG_BYTES && timingSafeEqual(this.headerTag(header), tag);
  }

  /** 64 hexadecimal digits: the same for the same material of the same key, as KMS names key materials. Documented. */
  materialId(keyId: string, material: Uint8Array): string {
    return createHmac("sha256", this.#materialIds).update(`${keyId}\0`).update(material).digest("hex");
  }
}
