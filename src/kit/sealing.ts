// Authenticated encryption of small records: what the client holds, but must neither read nor change.
import { createCipheriv, createDecipheriv } from "node:crypto";
import { bytes } from "./ids.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const SEALING_KEY_BYTES = 32;

/** AES-256-GCM under one key that lives in the data folder. */
export class Sealing {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  /** `record` as JSON, sealed for one purpose, in standard base64 as AWS's session tokens are. */
  seal(purpose: string, record: unknown): string {
    const nonce = bytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(record)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  }

  /** The record, or undefined when this key did not seal it for this purpose. */
  open(purpose: string, text: string): unknown {
    const all = Buffer.from(text, "base64");
    // Decoding passes over what is not base64: only the very text that was given out is opened.
    if (all.length <= NONCE_BYTES + TAG_BYTES || all.toString("base64") !== text) return undefined;
    const cipher = createDecipheriv("aes-256-gcm", this.#key, all.subarray(0, NONCE_BYTES));
    cipher.setAAD(Buffer.from(purpose)).setAuthTag(all.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    try {
      const opened = Buffer.concat([cipher.update(all.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
      return JSON.parse(opened.toString());
    } catch {
      return undefined; // altered, or sealed with another key: the tag does not hold
    }
  }
}
