// Records as an encrypted stream keeps them: partition key and data sealed with AES-256-GCM under a data key.
//
//   0 version: 1     1 data key's id, 16 bytes     17 nonce, 12 bytes     29 tag, 16 bytes
//   45 sealed: length of the partition key in bytes (u16, little-endian), partition key, data
//
// In the log such a record has no partition key, which no plain one may lack.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { LogRecord, StoredRecord } from "../../engines/log/log.ts";
import { bytes } from "../../kit/ids.ts";

const VERSION = 1;
const ID_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_START = 1 + ID_BYTES;
const TAG_START = NONCE_START + NONCE_BYTES;
const SEALED_START = TAG_START + TAG_BYTES;
const ALGORITHM = "aes-256-gcm";

export const isEncrypted = ({ key }: LogRecord): boolean => key === "";

/** 32 hexadecimal digits. */
export const newDataKeyId = (): string => bytes(ID_BYTES).toString("hex");

export const dataKeyIdOf = ({ data }: LogRecord): string => Buffer.from(data.subarray(1, NONCE_START)).toString("hex");

/** Seals under one data key, whose nonces it counts: no other sealer may have the same key. */
export class RecordSealer {
  readonly #key: Buffer;
  readonly #id: Buffer;
  readonly #streamId: Buffer;
  #count = 0n;

  constructor(key: Buffer, id: string, streamId: string) {
    this.#key = key;
    this.#id = Buffer.from(id, "hex");
    this.#streamId = Buffer.from(streamId);
  }

  seal({ key, data, timestampMs }: LogRecord): LogRecord {
    const nonce = Buffer.alloc(NONCE_BYTES);
    nonce.writeBigUInt64LE(this.#count++);
    const cipher = createCipheriv(ALGORITHM, this.#key, nonce).setAAD(this.#streamId);
    const partitionKey = Buffer.from(key);
    const length = Buffer.alloc(2);
    length.writeUInt16LE(partitionKey.length);
    const sealed = [cipher.update(length), cipher.update(partitionKey), cipher.update(data), cipher.final()];
    const head = [Buffer.of(VERSION), this.#id, nonce, cipher.getAuthTag()];
    return { key: "", data: Buffer.concat([...head, ...sealed]), timestampMs };
  }
}

/** Throws when the record was altered. */
export function openRecord(record: StoredRecord, key: Buffer, streamId: string): StoredRecord {
  const { data } = record;
  if (data[0] !== VERSION) throw new Error(`a record is sealed in version ${data[0]}`);
  const decipher = createDecipheriv(ALGORITHM, key, data.subarray(NONCE_START, TAG_START));
  decipher.setAAD(Buffer.from(streamId)).setAuthTag(data.subarray(TAG_START, SEALED_START));
  const opened = Buffer.concat([decipher.update(data.subarray(SEALED_START)), decipher.final()]);
  const dataStart = 2 + opened.readUInt16LE(0);
  return { ...record, key: opened.toString("utf8", 2, dataStart), data: opened.subarray(dataStart) };
}
