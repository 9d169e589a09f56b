// Event-stream frames: lengths, a CRC of the prelude, headers, payload, a CRC of it all.
import { crc32 } from "@node-rs/crc32";

/** A header is a string unless the model has it as another type. */
export type EventHeader = string | boolean | number | bigint | Uint8Array | Date;

const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
/** Documented limits of the format. */
const HEADERS_BYTES_MAX = 128 * 1024;
const PAYLOAD_BYTES_MAX = 16 * 1024 * 1024;

const header = {
  true: 0,
  false: 1,
  integer: 4,
  long: 5,
  bytes: 6,
  string: 7,
  timestamp: 8,
} as const;

function sized(type: number, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt8(type);
  head.writeUInt16BE(bytes.byteLength, 1);
  return Buffer.concat([head, bytes]);
}

function long(type: number, value: bigint): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(type);
  bytes.writeBigInt64BE(value, 1);
  return bytes;
}

function headerValue(value: EventHeader): Buffer {
  if (typeof value === "string") return sized(header.string, Buffer.from(value));
  if (typeof value === "boolean") return Buffer.of(value ? header.true : header.false);
  if (value instanceof Date) return long(header.timestamp, BigInt(value.getTime()));
  if (value instanceof Uint8Array) return sized(header.bytes, value);
  if (typeof value === "bigint" || value !== (value | 0)) return long(header.long, BigInt(value));
  const bytes = Buffer.alloc(5);
  bytes.writeUInt8(header.integer);
  bytes.writeInt32BE(value, 1);
  return bytes;
}

function headerBytes(name: string, value: EventHeader): Buffer {
  const nameBytes = Buffer.from(name);
  return Buffer.concat([Buffer.of(nameBytes.byteLength), nameBytes, headerValue(value)]);
}

/** One frame. Errors: RangeError when headers or payload pass the format's limits, which is a bug of the sender. */
export function encodeFrame(headers: Readonly<Record<string, EventHeader>>, payload: Uint8Array): Buffer {
  const head = Buffer.concat(Object.entries(headers).map(([name, value]) => headerBytes(name, value)));
  if (head.byteLength > HEADERS_BYTES_MAX) throw new RangeError("event headers are too large");
  if (payload.byteLength > PAYLOAD_BYTES_MAX) throw new RangeError("event payload is too large");
  const length = PRELUDE_BYTES + head.byteLength + payload.byteLength + CRC_BYTES;
  const frame = Buffer.allocUnsafe(length);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE(head.byteLength, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  frame.set(head, PRELUDE_BYTES);
  frame.set(payload, PRELUDE_BYTES + head.byteLength);
  frame.writeUInt32BE(crc32(frame.subarray(0, length - CRC_BYTES)), length - CRC_BYTES);
  return frame;
}
