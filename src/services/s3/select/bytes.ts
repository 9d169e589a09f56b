// The bytes of an object as its reader wants them: counted, decompressed, as text.
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { EngineError } from "../../../kit/errors.ts";
import { bunzip2 } from "./bzip2.ts";
import { invalidTextEncoding, notCompressed, truncatedInput } from "./errors.ts";
import type { Compression } from "./serialization.ts";

/** As Stats and Progress show them. */
export interface Counts {
  /** Read from the object. */
  scanned: number;
  /** After decompression. */
  processed: number;
  returned: number;
}

/** Errors: InvalidCompressionFormat, TruncatedInput. */
export async function* bytesOf(body: Readable, compression: Compression, counts: Counts): AsyncIterable<Uint8Array> {
  body.on("data", (chunk: Uint8Array) => (counts.scanned += chunk.length));
  body.pause();
  for await (const chunk of decompressed(body, compression)) {
    counts.processed += chunk.length;
    yield chunk;
  }
}

function decompressed(body: Readable, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === "GZIP") return gunzipped(body);
  return compression === "BZIP2" ? bunzip2(body) : body;
}

async function* gunzipped(body: Readable): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  pipeline(body, gunzip, () => {}); // the loop hears of errors
  let any = false;
  try {
    for await (const chunk of gunzip) {
      any = true;
      yield chunk as Uint8Array;
    }
  } catch (error) {
    if (error instanceof EngineError || !isZlibError(error)) throw error;
    throw any || error.code === "Z_BUF_ERROR" ? truncatedInput() : notCompressed("GZIP");
  }
}

const isZlibError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

/** Errors: InvalidTextEncoding. */
export async function* textOfBytes(chunks: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw invalidTextEncoding();
    }
  };
  for await (const chunk of chunks) yield decode(chunk);
  yield decode();
}

/** What comes after the first `delimiter`. `onBegin` hears how many bytes come before that. */
export async function* afterFirst(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: Buffer,
  onBegin: (skippedBytes: number) => void,
): AsyncIterable<Uint8Array> {
  let passedBytes = 0;
  let skipped: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (skipped === undefined) {
      yield chunk;
      continue;
    }
    const seen: Buffer = Buffer.concat([skipped, chunk]);
    const at = seen.indexOf(delimiter);
    skipped = at === -1 ? seen.subarray(Math.max(0, seen.length - delimiter.length + 1)) : undefined;
    if (at === -1) passedBytes += seen.length - (skipped?.length ?? 0);
    else onBegin(passedBytes + at + delimiter.length);
    if (at !== -1 && at + delimiter.length < seen.length) yield seen.subarray(at + delimiter.length);
  }
}
