// A frame: one small blob in a pack. Frames stand one after the other; all numbers are little-endian.
//
//   0 u8  state: 1 live, 2 deleted, 3 hole (a run of deleted frames whose blocks were given back), 0 nothing more; then three zeros
//   4 u32 size of the data in bytes; of a hole: of everything after its header
//   8 f64 when it was written, real epoch ms
//  16     the blob's own 128 random bits
//  32 u32 CRC-32 of bytes 4 to 32 and the data
//  40     the data, then zeros up to a multiple of 8
import { crc32 } from "node:zlib";

export const FRAME_HEADER_BYTES = 40;
export const KEY_BYTES = 16;
export const ALIGNMENT_BYTES = 8;

export const LIVE = 1;
export const DELETED = 2;
export const HOLE = 3;

export interface FrameHeader {
  readonly state: number;
  readonly sizeBytes: number;
  readonly writtenAtMs: number;
  /** Hexadecimal. */
  readonly key: string;
}

/** What a blob of `sizeBytes` takes in a pack. */
export const frameSize = (sizeBytes: number): number =>
  Math.ceil((FRAME_HEADER_BYTES + sizeBytes) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;

export function encodeFrame(data: Uint8Array, key: Uint8Array, writtenAtMs: number): Buffer {
  const frame = Buffer.allocUnsafeSlow(frameSize(data.length)); // it may be kept in memory for long;
  frame.fill(0, 0, 4);
  frame[0] = LIVE;
  frame.writeUInt32LE(data.length, 4);
  frame.writeDoubleLE(writtenAtMs, 8);
  frame.set(key, 16);
  frame.fill(0, 36, FRAME_HEADER_BYTES);
  frame.set(data, FRAME_HEADER_BYTES);
  frame.fill(0, FRAME_HEADER_BYTES + data.length);
  frame.writeUInt32LE(checksumOf(frame, data.length), 32);
  return frame;
}

/** The header of a hole that takes `sizeBytes`, itself included. */
export function encodeHole(sizeBytes: number): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header[0] = HOLE;
  header.writeUInt32LE(sizeBytes - FRAME_HEADER_BYTES, 4);
  return header;
}

/** Undefined where no frame begins. The header must be in `bytes`. */
export function decodeHeader(bytes: Buffer, offset: number): FrameHeader | undefined {
  const state = bytes[offset] ?? 0;
  if (state < LIVE || state > HOLE) return undefined;
  return {
    state,
    sizeBytes: bytes.readUInt32LE(offset + 4),
    writtenAtMs: bytes.readDoubleLE(offset + 8),
    key: bytes.toString("hex", offset + 16, offset + 16 + KEY_BYTES),
  };
}

/** Whether the frame at the beginning of `frame` is as it was written; it must be there in full length. */
export const isWhole = (frame: Buffer, sizeBytes: number): boolean =>
  frame.length >= FRAME_HEADER_BYTES + sizeBytes && frame.readUInt32LE(32) === checksumOf(frame, sizeBytes);

const checksumOf = (frame: Buffer, sizeBytes: number): number =>
  crc32(frame.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + sizeBytes), crc32(frame.subarray(4, 32)));
