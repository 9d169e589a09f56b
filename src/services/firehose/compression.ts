// What CompressionFormat does to an object: its bytes, its extension and its Content-Encoding.
import { crc32 } from "@node-rs/crc32";
import { compress as snappy } from "snappy";
import { pipeline, Readable, type Transform } from "node:stream";
import { createDeflateRaw, createGzip } from "node:zlib";
import type { CompressionFormat } from "@aws-sdk/client-firehose";
import { uuid } from "../../kit/ids.ts";

type Bytes = AsyncIterable<Uint8Array>;

export interface Compression {
  readonly extension: string;
  readonly contentEncoding: string | undefined;
  readonly apply: (source: Bytes) => Bytes;
}

/** Extensions and encodings are recorded; `.snappy` stands for both framings, though the guide says `.hsnappy` for Hadoop's. */
export const compressions: Readonly<Record<CompressionFormat, Compression>> = {
  UNCOMPRESSED: { extension: "", contentEncoding: undefined, apply: (source) => source },
  GZIP: { extension: ".gz", contentEncoding: "gzip", apply: (source) => through(source, createGzip()) },
  ZIP: { extension: ".zip", contentEncoding: "zip", apply: zip },
  Snappy: { extension: ".snappy", contentEncoding: "snappy-java", apply: snappyJava },
  HADOOP_SNAPPY: { extension: ".snappy", contentEncoding: "hadoop-snappy", apply: hadoopSnappy },
};

/** A failure of the source fails the result. */
const through = (source: Bytes, transform: Transform): Bytes =>
  pipeline(Readable.from(source, { objectMode: false }), transform, () => {});

/** Documented in snappy-java: magic, version, lowest compatible version. */
const SNAPPY_JAVA_HEADER = Buffer.from("82534e41505059000000000100000001", "hex");
const SNAPPY_JAVA_BLOCK_BYTES = 32 * 1024;
const HADOOP_BLOCK_BYTES = 256 * 1024;

async function* snappyJava(source: Bytes): Bytes {
  yield SNAPPY_JAVA_HEADER;
  for await (const block of blocks(source, SNAPPY_JAVA_BLOCK_BYTES)) {
    const compressed = await snappy(block);
    yield Buffer.concat([uint32(compressed.length), compressed]);
  }
}

async function* hadoopSnappy(source: Bytes): Bytes {
  for await (const block of blocks(source, HADOOP_BLOCK_BYTES)) {
    const compressed = await snappy(block);
    yield Buffer.concat([uint32(block.length), uint32(compressed.length), compressed]);
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** The same bytes in pieces of `sizeBytes`, the last one maybe shorter. */
async function* blocks(source: Bytes, sizeBytes: number): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0);
  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    let at = 0;
    for (; pending.length - at >= sizeBytes; at += sizeBytes) yield pending.subarray(at, at + sizeBytes);
    pending = pending.subarray(at);
  }
  if (pending.length > 0) yield pending;
}

const ZIP_VERSION = 20;
/** Sizes and checksum follow the data. */
const ZIP_FLAG_DESCRIPTOR = 0x0008;
const ZIP_DEFLATED = 8;
/** 1980-01-01 00:00, the format's earliest time: an archive says nothing of when it was made. */
const ZIP_DATE = 0x0021;

/** An archive of one deflated entry, named by a UUID. Layout documented in PKWARE's APPNOTE. */
async function* zip(source: Bytes): Bytes {
  const name = Buffer.from(uuid());
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  zipFields(0, 0, 0).copy(local, 4);
  local.writeUInt16LE(name.length, 26);
  yield Buffer.concat([local, name]);
  let checksum = 0;
  let sizeBytes = 0;
  let compressedBytes = 0;
  const counted = async function* (): Bytes {
    for await (const chunk of source) {
      checksum = crc32(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), checksum);
      sizeBytes += chunk.length;
      yield chunk;
    }
  };
  for await (const chunk of through(counted(), createDeflateRaw())) {
    compressedBytes += chunk.length;
    yield chunk;
  }
  const fields = zipFields(checksum, compressedBytes, sizeBytes);
  const descriptor = Buffer.concat([Buffer.from("504b0708", "hex"), fields.subarray(10, 22)]);
  yield descriptor;
  yield zipEnd(name, fields, local.length + name.length + compressedBytes + descriptor.length);
}

/** The 22 bytes that local and central headers share, from the version needed to the sizes. */
function zipFields(checksum: number, compressedBytes: number, sizeBytes: number): Buffer {
  const fields = Buffer.alloc(22);
  fields.writeUInt16LE(ZIP_VERSION, 0);
  fields.writeUInt16LE(ZIP_FLAG_DESCRIPTOR, 2);
  fields.writeUInt16LE(ZIP_DEFLATED, 4);
  fields.writeUInt16LE(ZIP_DATE, 8);
  fields.writeUInt32LE(checksum, 10);
  fields.writeUInt32LE(compressedBytes, 14);
  fields.writeUInt32LE(sizeBytes, 18);
  return fields;
}

function zipEnd(name: Buffer, fields: Buffer, centralOffset: number): Buffer {
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(ZIP_VERSION, 4);
  fields.copy(central, 6);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(centralOffset, 16);
  return Buffer.concat([central, name, end]);
}
