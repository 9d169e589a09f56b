// A frame: the records that one write put into a shard, behind one checksum. All numbers are little-endian.
//
//   0 u32 CRC-32 of the rest, begun with the segment's salt     16 f64 timestamp of the last record, epoch ms
//   4 u32 length of the records in bytes, never 0               24 u32 number of records
//   8 f64 position of the first record                          28 records: u32 data length, u32 key length, f64 timestamp, key, data
//
// The salt is random, so that no record's data can pass for a frame.
import { crc32 } from "node:zlib";
import type { LogRecord, StoredRecord } from "./log.ts";

export const FRAME_HEADER_BYTES = 28;
const RECORD_HEADER_BYTES = 16;

export interface Frame {
  readonly first: number;
  readonly count: number;
  readonly firstTimestampMs: number;
  readonly lastTimestampMs: number;
  /** The whole frame, header included. */
  readonly bytes: Buffer;
}

export interface FrameStart {
  readonly first: number;
  /** Timestamps of the records, already raised where needed. */
  readonly timestampsMs: readonly number[];
  readonly salt: number;
}

export function encodeFrame(records: readonly LogRecord[], { first, timestampsMs, salt }: FrameStart): Frame {
  const keySizes = records.map(({ key }) => Buffer.byteLength(key));
  let length = records.length * RECORD_HEADER_BYTES;
  for (const [at, { data }] of records.entries()) length += data.length + (keySizes[at] ?? 0);
  const bytes = Buffer.allocUnsafe(FRAME_HEADER_BYTES + length);
  const lastTimestampMs = timestampsMs.at(-1) ?? 0;
  bytes.writeUInt32LE(length, 4);
  bytes.writeDoubleLE(first, 8);
  bytes.writeDoubleLE(lastTimestampMs, 16);
  bytes.writeUInt32LE(records.length, 24);
  let end = FRAME_HEADER_BYTES;
  for (const [at, { key, data }] of records.entries()) {
    end = bytes.writeUInt32LE(data.length, end);
    end = bytes.writeUInt32LE(keySizes[at] ?? 0, end);
    end = bytes.writeDoubleLE(timestampsMs[at] ?? 0, end);
    end += bytes.write(key, end);
    bytes.set(data, end);
    end += data.length;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(4), salt), 0);
  return { first, count: records.length, firstTimestampMs: timestampsMs[0] ?? 0, lastTimestampMs, bytes };
}

/** Length in bytes of the frame that begins at `offset`, or 0 where none can begin. The header must be in `chunk`. */
export function frameSize(chunk: Buffer, offset: number): number {
  const length = chunk.readUInt32LE(offset + 4);
  return length === 0 ? 0 : FRAME_HEADER_BYTES + length;
}

/** The frame in exactly these bytes, or undefined when they are not one, whole and unharmed, at position `first`. */
export function decodeFrame(bytes: Buffer, salt: number, first?: number): Frame | undefined {
  if (bytes.length < FRAME_HEADER_BYTES + RECORD_HEADER_BYTES) return undefined;
  if (first !== undefined && bytes.readDoubleLE(8) !== first) return undefined;
  if (crc32(bytes.subarray(4), salt) !== bytes.readUInt32LE(0)) return undefined;
  return {
    first: bytes.readDoubleLE(8),
    count: bytes.readUInt32LE(24),
    firstTimestampMs: bytes.readDoubleLE(FRAME_HEADER_BYTES + 8),
    lastTimestampMs: bytes.readDoubleLE(16),
    bytes,
  };
}

/** The frame's records from position `from` on. Their data are views of the frame. */
export function* recordsOf({ bytes, first, count }: Frame, from: number): Iterable<StoredRecord> {
  let offset = FRAME_HEADER_BYTES;
  for (let position = first; position < first + count; position++) {
    const dataSize = bytes.readUInt32LE(offset);
    const keySize = bytes.readUInt32LE(offset + 4);
    const keyStart = offset + RECORD_HEADER_BYTES;
    const dataStart = keyStart + keySize;
    if (position >= from)
      yield {
        position,
        timestampMs: bytes.readDoubleLE(offset + 8),
        key: bytes.toString("utf8", keyStart, dataStart),
        data: bytes.subarray(dataStart, dataStart + dataSize),
      };
    offset = dataStart + dataSize;
  }
}
