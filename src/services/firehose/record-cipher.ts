// Records as the log of an encrypted stream holds them: sealed with AES-256-GCM under a data key.
//
//   0 version: 1     1 data key's id, 16 bytes     17 nonce, 12 bytes     29 tag, 16 bytes     45 sealed data
//
// In the log such a record has the key `sealed`, and a plain one none.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { LogRecord, StoredRecord } from "../../engines/log/log.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const NONCE_START = 17;
const TAG_START = NONCE_START + NONCE_BYTES;
const SEALED_START = TAG_START + 16;
const ALGORITHM = "aes-256-gcm";
const SEALED = "sealed";

export const isSealed = ({ key }: LogRecord): boolean => key === SEALED;

/** 32 hexadecimal digits. */
export const dataKeyIdOf = ({ data }: LogRecord): string => Buffer.from(data.subarray(1, NONCE_START)).toString("hex");

/** Seals under one data key, whose nonces it counts: no other sealer may have the same key. */
export class RecordSealer {
  readonly #key: Uint8Array;
  readonly #id: Buffer;
  readonly #streamId: Buffer;
  #count = 0n;

  constructor(key: Uint8Array, id: string, streamId: string) {
    this.#key = key;
    this.#id = Buffer.from(id, "hex");
    this.#streamId = Buffer.from(streamId);
  }

  seal(record: LogRecord): LogRecord {
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeBigUInt64LE(this.#count++);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(this.#streamId);
    const sealed = [cipher.update(record.data), cipher.final()];
    const data = Buffer.concat([Buffer.of(VERSION), this.#id, nonce, cipher.getAuthTag(), ...sealed]);
    return { ...record, key: SEALED, data };
  }
}

/** Throws when the record was altered. */
export function openRecord(record: StoredRecord, key: Uint8Array, streamId: string): StoredRecord {
  const { data } = record;
  if (data[0] !== VERSION) throw new Error(`a record is sealed in version ${data[0]}`);
  const decipher = createDecipheriv(ALGORITHM, key, data.subarray(NONCE_START, TAG_START));
  decipher.setAAD(Buffer.from(streamId)).setAuthTag(data.subarray(TAG_START, SEALED_START));
  return { ...record, key: "", data: Buffer.concat([decipher.update(data.subarray(SEALED_START)), decipher.final()]) };
}
