// ORC's compressions: each chunk of a stream is compressed by itself.
import { promisify } from "node:util";
import { deflateRaw, inflateRawSync } from "node:zlib";
import { Decoder, Encoder } from "@toondepauw/node-zstd";
import { compress as lz4Compress, uncompressSync as lz4Uncompress } from "lz4-napi";
import { compress as snappyCompress, uncompressSync as snappyUncompress } from "snappy";
import { corrupt, unsupported } from "./errors.ts";

/** In the order of the format's numbers. */
export const COMPRESSIONS = ["none", "zlib", "snappy", "lzo", "lz4", "zstd", "brotli"] as const;
export type Compression = (typeof COMPRESSIONS)[number];

/** Each chunk's header: three bytes, little endian; the lowest bit says that it is stored as it is. */
export const CHUNK_HEADER_BYTES = 3;
export const CHUNK_BYTES_MAX = (1 << 23) - 1;

/** Bytes of a chunk, not more than `sizeMax` when they are read again. Errors: EngineError `corrupt`, `invalid`. */
export function decompress(compression: Compression, chunk: Uint8Array, sizeMax: number): Uint8Array {
  try {
    return decompressed(compression, chunk, sizeMax);
  } catch (error) {
    if (error instanceof Error && error.name === "EngineError") throw error;
    throw corrupt(`a ${compression} chunk does not decompress`);
  }
}

function decompressed(compression: Compression, chunk: Uint8Array, sizeMax: number): Uint8Array {
  switch (compression) {
    case "none":
      return chunk;
    case "zlib":
      return inflateRawSync(chunk, { maxOutputLength: sizeMax });
    case "snappy":
      if (snappySize(chunk) > sizeMax) throw corrupt("a snappy chunk is larger than its block");
      return snappyUncompress(chunk, { asBuffer: true }) as Buffer;
    case "zstd":
      if (zstdSizeMax(chunk) > sizeMax + ZSTD_BLOCK_BYTES_MAX) throw corrupt("a zstd chunk is larger than its block");
      return new Decoder().decodeSync(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
    case "lz4": {
      // The library wants the size in front; a bound does as well.
      const sized = Buffer.allocUnsafe(chunk.length + 4);
      sized.writeUInt32LE(sizeMax, 0);
      sized.set(chunk, 4);
      return lz4Uncompress(sized);
    }
    default:
      throw unsupported(`compressed with ${compression.toUpperCase()}`);
  }
}

function snappySize(chunk: Uint8Array): number {
  let size = 0;
  for (let at = 0; at < 5; at++) {
    const byte = chunk[at] ?? 0;
    size += (byte & 127) * 2 ** (7 * at);
    if (byte < 128) break;
  }
  return size;
}

const ZSTD_BLOCK_BYTES_MAX = 128 * 1024;

/** A bound on what a frame holds, from its blocks' headers. Documented: RFC 8878. */
function zstdSizeMax(chunk: Uint8Array): number {
  const descriptor = chunk[4] ?? 0;
  const singleSegment = (descriptor & 0x20) !== 0;
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
  let at = 5 + (singleSegment ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]! + sizeBytes;
  let bound = 0;
  for (;;) {
    if (at + 3 > chunk.length) throw corrupt("a zstd chunk ends too early");
    const header = chunk[at]! | (chunk[at + 1]! << 8) | (chunk[at + 2]! << 16);
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    bound += kind === 2 ? ZSTD_BLOCK_BYTES_MAX : size;
    at += 3 + (kind === 1 ? 1 : size);
    if ((header & 1) === 1) return bound;
  }
}

export type CompressionStrategy = "speed" | "compression";

const deflate = promisify(deflateRaw);
const ZSTD_LEVEL = 3;

/** One chunk's bytes, compressed off the main thread; undefined when they do not get smaller. */
export async function compress(
  compression: Exclude<Compression, "none">,
  bytes: Uint8Array,
  strategy: CompressionStrategy,
): Promise<Uint8Array | undefined> {
  const compressed = await compressedBy(compression, bytes, strategy);
  return compressed.length < bytes.length ? compressed : undefined;
}

async function compressedBy(
  compression: Exclude<Compression, "none">,
  bytes: Uint8Array,
  strategy: CompressionStrategy,
): Promise<Uint8Array> {
  switch (compression) {
    case "zlib":
      return deflate(bytes, { level: strategy === "speed" ? 1 : 6 });
    case "snappy":
      return snappyCompress(bytes);
    case "zstd":
      return new Encoder(ZSTD_LEVEL).encode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    case "lz4":
      return (await lz4Compress(bytes)).subarray(4);
    default:
      throw unsupported(`compressed with ${compression.toUpperCase()}`);
  }
}
