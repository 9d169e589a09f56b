// How compressed bytes lie on disk: frames of 1 MiB, each compressed by itself, so that a range costs only the frames it touches.
//
//   for each frame: u32 size of what follows the header, u32 CRC-32 of that, and the zstd frame, or the bytes as they are when
//                   that is not smaller
//   for each frame: f64 where it begins
//
// Numbers are little-endian. The CRC begins with the frame's number: a frame at another place does not open.
import { crc32 } from "node:zlib";
import { Decoder, Encoder } from "@toondepauw/node-zstd";
import type { ByteRange } from "../../../engines/blobs/blobs.ts";
import { AlteredBytes, framesFrom } from "../encryption/frames.ts";

/** Of plain bytes. */
export const ARCHIVE_FRAME_BYTES = 1024 * 1024;
const HEADER_BYTES = 8;
const PLACE_BYTES = 8;
const LEVEL = 6;
/** After so many frames that are no smaller, no further ones are tried. */
const PROBED_FRAMES = 16;

const framesOf = (sizeBytes: number): number => Math.ceil(sizeBytes / ARCHIVE_FRAME_BYTES);

/** Compressed, the bytes would take as much as they do now. */
export class NotSmaller extends Error {
  constructor() {
    super("Compressed bytes are no smaller.");
  }
}

/** `source`: `sizeBytes` together, in chunks of any size that nobody writes over. Errors: NotSmaller, AlteredBytes. */
export async function* compress(source: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncIterable<Uint8Array> {
  const places: number[] = [];
  let plainBytes = 0;
  let storedBytes = 0;
  for await (const plain of framesFrom(source, ARCHIVE_FRAME_BYTES)) {
    const body = await smaller(Buffer.from(plain.buffer, plain.byteOffset, plain.length));
    const header = Buffer.allocUnsafe(HEADER_BYTES);
    header.writeUInt32LE(body.length, 0);
    header.writeUInt32LE(crc32(body, places.length), 4);
    places.push(storedBytes);
    storedBytes += HEADER_BYTES + body.length;
    plainBytes += plain.length;
    const isTime = places.length === PROBED_FRAMES || plainBytes === sizeBytes;
    if (isTime && storedBytes + places.length * PLACE_BYTES >= plainBytes) throw new NotSmaller();
    yield header;
    yield body;
  }
  if (plainBytes !== sizeBytes) throw new AlteredBytes();
  const index = Buffer.allocUnsafe(places.length * PLACE_BYTES);
  for (const [number, place] of places.entries()) index.writeDoubleLE(place, number * PLACE_BYTES);
  yield index;
}

async function smaller(plain: Buffer): Promise<Buffer> {
  const compressed = await new Encoder(LEVEL).encode(plain);
  return compressed.length < plain.length ? compressed : plain;
}

interface CompressedSizes {
  /** Of the plain bytes; not 0. */
  readonly sizeBytes: number;
  /** Of the whole blob. */
  readonly storedBytes: number;
}

/** Reads bytes of the blob as they are on disk, in chunks that nobody writes over. */
export type ReadStored = (range: ByteRange) => AsyncIterable<Uint8Array>;

/** The plain bytes of a range (both ends inclusive, within them). Errors: AlteredBytes. */
export async function* decompress(
  { sizeBytes, storedBytes }: CompressedSizes,
  { start, end }: ByteRange,
  read: ReadStored,
): AsyncIterable<Uint8Array> {
  const frames = framesOf(sizeBytes);
  const indexAt = storedBytes - frames * PLACE_BYTES;
  const placeOf = async (number: number): Promise<number> => {
    if (number === 0 || number === frames) return number === 0 ? 0 : indexAt;
    const at = indexAt + number * PLACE_BYTES;
    return (await wholeOf(read({ start: at, end: at + PLACE_BYTES - 1 }))).readDoubleLE(0);
  };
  let number = Math.floor(start / ARCHIVE_FRAME_BYTES);
  const last = Math.floor(end / ARCHIVE_FRAME_BYTES);
  const [from, to] = [await placeOf(number), await placeOf(last + 1)];
  if (!(from >= 0 && from < to && to <= indexAt)) throw new AlteredBytes();
  for await (const frame of storedFrames(read({ start: from, end: to - 1 }))) {
    if (number > last) throw new AlteredBytes();
    const before = number * ARCHIVE_FRAME_BYTES;
    const plain = await openFrame(frame, number, Math.min(ARCHIVE_FRAME_BYTES, sizeBytes - before));
    number++;
    yield plain.subarray(Math.max(0, start - before), end + 1 - before);
  }
  if (number !== last + 1) throw new AlteredBytes();
}

async function wholeOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== PLACE_BYTES) throw new AlteredBytes();
  return bytes;
}

/** Errors: AlteredBytes. */
async function openFrame(frame: Buffer, number: number, plainBytes: number): Promise<Buffer> {
  const body = frame.subarray(HEADER_BYTES);
  if (crc32(body, number) !== frame.readUInt32LE(4)) throw new AlteredBytes();
  if (body.length === plainBytes) return body;
  const plain = await new Decoder().decode(body).catch(() => undefined);
  if (plain?.length !== plainBytes) throw new AlteredBytes();
  return plain;
}

/** Frames with their headers, of chunks of any size. */
async function* storedFrames(source: AsyncIterable<Uint8Array>): AsyncIterable<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let wantedBytes = HEADER_BYTES;
  for await (const chunk of source) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < wantedBytes) continue;
    const bytes = held.length === 1 ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length) : Buffer.concat(held);
    let at = 0;
    for (;;) {
      wantedBytes = HEADER_BYTES + (bytes.length - at < HEADER_BYTES ? 0 : bytes.readUInt32LE(at));
      if (wantedBytes > HEADER_BYTES + ARCHIVE_FRAME_BYTES) throw new AlteredBytes();
      if (bytes.length - at < wantedBytes) break;
      yield bytes.subarray(at, at + wantedBytes);
      at += wantedBytes;
    }
    held = [bytes.subarray(at)];
    heldBytes = bytes.length - at;
  }
  if (heldBytes > 0) throw new AlteredBytes();
}
