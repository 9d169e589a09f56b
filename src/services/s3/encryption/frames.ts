// How encrypted bytes lie on disk: frames of 64 KiB, each with a tag of its own, so that a range costs only the frames it touches.
import { createCipheriv, createDecipheriv } from "node:crypto";
import type { ByteRange } from "../../../engines/blobs/blobs.ts";

/**
 * Keys of 32 bytes, one a layer, the innermost first. They encrypt one run of frames only: the nonce is the frame's number,
 * so that a frame at another place does not open, and whether it is the last one, so that a tail cannot be cut off.
 */
export type FrameKeys = readonly Buffer[];

export const FRAME_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const LAST = 1;

/** How many frames `sizeBytes` take; nothing takes one, too, so that it is known to be nothing. */
const framesOf = (sizeBytes: number): number => Math.max(1, Math.ceil(sizeBytes / FRAME_BYTES));

/** What `sizeBytes` of plaintext are on disk. */
export const sealedSize = (sizeBytes: number, layers: number): number =>
  sizeBytes + framesOf(sizeBytes) * TAG_BYTES * layers;

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce[0] = isLast ? LAST : 0;
  nonce.writeUIntBE(number, NONCE_BYTES - 6, 6);
  return nonce;
}

/** `pieces` are one frame's plaintext; what comes back is the frame. */
function sealFrame(keys: FrameKeys, number: number, isLast: boolean, pieces: readonly Uint8Array[]): Uint8Array[] {
  let sealed = [...pieces];
  for (const key of keys) {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number, isLast));
    sealed = sealed.map((piece) => cipher.update(piece));
    cipher.final();
    sealed.push(cipher.getAuthTag());
  }
  return sealed;
}

/** Of bytes at hand. */
export function sealBytes(keys: FrameKeys, bytes: Uint8Array): Buffer {
  const sealed: Uint8Array[] = [];
  const frames = framesOf(bytes.length);
  for (let number = 0; number < frames; number++) {
    const piece = bytes.subarray(number * FRAME_BYTES, (number + 1) * FRAME_BYTES);
    sealed.push(...sealFrame(keys, number, number === frames - 1, [piece]));
  }
  return Buffer.concat(sealed);
}

/** Of chunks of any size. A full frame waits for the next byte: only then is it known not to be the last. */
export async function* sealChunks(keys: FrameKeys, source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let number = 0;
  let pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of source) {
    for (let at = 0; at < chunk.length;) {
      if (sizeBytes === FRAME_BYTES) {
        yield* sealFrame(keys, number++, false, pieces);
        pieces = [];
        sizeBytes = 0;
      }
      const piece = chunk.subarray(at, at + FRAME_BYTES - sizeBytes);
      pieces.push(piece);
      sizeBytes += piece.length;
      at += piece.length;
    }
  }
  yield* sealFrame(keys, number, true, pieces);
}

/** The bytes on disk are not those that were written: never answered as data. */
export class AlteredBytes extends Error {
  constructor() {
    super("Encrypted bytes on disk are not those that were written.");
  }
}

/** Errors: AlteredBytes. */
function openFrame(keys: FrameKeys, number: number, isLast: boolean, frame: Uint8Array): Uint8Array {
  let opened = frame;
  for (const key of keys.toReversed()) {
    const at = opened.length - TAG_BYTES;
    if (at < 0) throw new AlteredBytes();
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(opened.subarray(at));
    opened = decipher.update(opened.subarray(0, at));
    try {
      decipher.final();
    } catch {
      throw new AlteredBytes();
    }
  }
  return opened;
}

/** A run of frames within a blob. */
export interface Run {
  /** Where it begins on disk. */
  readonly offsetBytes: number;
  /** Of its plaintext. */
  readonly sizeBytes: number;
  readonly keys: FrameKeys;
}

/** Reads bytes of the blob as they are on disk. A chunk may be written over once the next one is asked for. */
export type ReadSealed = (range: ByteRange) => AsyncIterable<Uint8Array>;

/** The plaintext of a run, or of a range of it (both ends inclusive, within it). Errors: AlteredBytes. */
export async function* openRun(run: Run, range: ByteRange | undefined, read: ReadSealed): AsyncIterable<Uint8Array> {
  const { keys, sizeBytes, offsetBytes } = run;
  const { start, end } = range ?? { start: 0, end: sizeBytes - 1 };
  const last = framesOf(sizeBytes) - 1;
  let number = Math.floor(start / FRAME_BYTES);
  const lastWanted = Math.max(0, Math.floor(end / FRAME_BYTES));
  const frameBytes = FRAME_BYTES + TAG_BYTES * keys.length;
  const endBytes = Math.min((lastWanted + 1) * frameBytes, sealedSize(sizeBytes, keys.length));
  const sealed = read({ start: offsetBytes + number * frameBytes, end: offsetBytes + endBytes - 1 });
  for await (const frame of framesFrom(sealed, frameBytes)) {
    if (number > lastWanted) throw new AlteredBytes();
    const opened = openFrame(keys, number, number === last, frame);
    if (number !== last && opened.length !== FRAME_BYTES) throw new AlteredBytes();
    const from = Math.max(0, start - number * FRAME_BYTES);
    const to = end + 1 - number * FRAME_BYTES;
    number++;
    if (to > opened.length && number <= lastWanted) yield from === 0 ? opened : opened.subarray(from);
    else if (to > opened.length) throw new AlteredBytes();
    else if (to > from) yield opened.subarray(from, to);
  }
  if (number !== lastWanted + 1) throw new AlteredBytes();
}

/** Cuts chunks of any size into pieces of `sizeBytes`; the last may be shorter. */
export async function* framesFrom(source: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncIterable<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of source) {
    let at = 0;
    if (heldBytes > 0) {
      at = Math.min(sizeBytes - heldBytes, chunk.length);
      held.push(heldBytes + at < sizeBytes ? Buffer.from(chunk.subarray(0, at)) : chunk.subarray(0, at));
      heldBytes += at;
      if (heldBytes < sizeBytes) continue;
      yield Buffer.concat(held);
      held = [];
      heldBytes = 0;
    }
    for (; at + sizeBytes <= chunk.length; at += sizeBytes) yield chunk.subarray(at, at + sizeBytes);
    if (at < chunk.length) {
      held = [Buffer.from(chunk.subarray(at))];
      heldBytes = chunk.length - at;
    }
  }
  if (heldBytes > 0) yield held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held);
}
