// Unpacks the beginning of a compressed text: gzip, and zip archives of one file.
import { createGunzip, createInflateRaw, constants } from "node:zlib";
import type { FileSchema } from "./file-schema.ts";

export interface Decompressed {
  readonly bytes: Buffer;
  /** The bytes are the whole text. */
  readonly complete: boolean;
  readonly compression: FileSchema["compression"];
}

const ZIP_HEADER_BYTES = 30;
const ZIP_DEFLATED = 8;

/** Undefined when the bytes look packed but are damaged, or packed in another way. */
export async function decompressed(
  bytes: Buffer,
  complete: boolean,
  sizeMaxBytes: number,
): Promise<Decompressed | undefined> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return unpack(createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }), bytes, complete, sizeMaxBytes, "gzip");
  }
  if (bytes.length > ZIP_HEADER_BYTES && bytes.readUInt32LE(0) === 0x04034b50) {
    if (bytes.readUInt16LE(8) !== ZIP_DEFLATED) return undefined;
    const start = ZIP_HEADER_BYTES + bytes.readUInt16LE(26) + bytes.readUInt16LE(28);
    const inflate = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
    return unpack(inflate, bytes.subarray(start), complete, sizeMaxBytes, "zip");
  }
  return { bytes, complete, compression: "none" };
}

async function unpack(
  stream: ReturnType<typeof createGunzip>,
  packed: Buffer,
  complete: boolean,
  sizeMaxBytes: number,
  compression: "gzip" | "zip",
): Promise<Decompressed | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream.end(packed);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      sizeBytes += chunk.length;
      if (sizeBytes >= sizeMaxBytes) break;
    }
  } catch {
    return undefined; // zlib: not what its first bytes promised
  }
  const unpackedAll = complete && sizeBytes < sizeMaxBytes;
  return { bytes: Buffer.concat(chunks).subarray(0, sizeMaxBytes), complete: unpackedAll, compression };
}
