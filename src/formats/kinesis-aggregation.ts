// The aggregation format of the Kinesis Producer Library: magic bytes, a protobuf message, and its MD5. Documented by the library.
import { createHash } from "node:crypto";

export interface UserRecord {
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

const MAGIC = Buffer.from("f3899ac2", "hex");
const DIGEST_BYTES = 16;

/** Field numbers of the message, and of the records in it. */
const PARTITION_KEYS = 1;
const RECORDS = 3;
const PARTITION_KEY_INDEX = 1;
const DATA = 3;

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;
const VARINT_BITS_MAX = 63;

interface Field {
  readonly number: number;
  /** Of fields that are numbers. */
  readonly value: number;
  /** Of fields that are bytes. */
  readonly bytes: Buffer;
}

/** The records within, in order; undefined when the data is no aggregated record. */
export function userRecords(data: Uint8Array): UserRecord[] | undefined {
  if (data.length < MAGIC.length + DIGEST_BYTES || data[0] !== MAGIC[0]) return undefined;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const message = bytes.subarray(MAGIC.length, -DIGEST_BYTES);
  if (!createHash("md5").update(message).digest().equals(bytes.subarray(-DIGEST_BYTES))) return undefined;
  return recordsIn(message);
}

function recordsIn(message: Buffer): UserRecord[] | undefined {
  const top = fieldsOf(message);
  const keys = top?.filter(({ number }) => number === PARTITION_KEYS).map(({ bytes }) => bytes.toString());
  const records: UserRecord[] = [];
  for (const { number, bytes } of top ?? []) {
    if (number !== RECORDS) continue;
    const fields = fieldsOf(bytes);
    const index = fields?.find((field) => field.number === PARTITION_KEY_INDEX)?.value ?? 0;
    const partitionKey = keys?.[index];
    if (!fields || partitionKey === undefined) return undefined;
    records.push({ partitionKey, data: fields.find((field) => field.number === DATA)?.bytes ?? Buffer.alloc(0) });
  }
  return top ? records : undefined;
}

/** Undefined when it is no protobuf message. */
function fieldsOf(message: Buffer): Field[] | undefined {
  const fields: Field[] = [];
  const none = Buffer.alloc(0);
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    if (!tag) return undefined;
    at = tag.end;
    const number = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (type === FIXED_64) at += 8;
    else if (type === FIXED_32) at += 4;
    else if (type === VARINT || type === BYTES) {
      const read = varint(message, at);
      if (!read) return undefined;
      at = read.end;
      const length = type === BYTES ? read.value : 0;
      if (at + length > message.length) return undefined;
      fields.push({ number, value: read.value, bytes: type === BYTES ? message.subarray(at, at + length) : none });
      at += length;
    } else return undefined;
  }
  return at === message.length ? fields : undefined;
}

function varint(message: Buffer, from: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = from, bits = 0; at < message.length && bits < VARINT_BITS_MAX; at++, bits += 7) {
    const byte = message[at] ?? 0;
    value += (byte & 0x7f) * 2 ** bits;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return undefined;
}
