// What a request says of its body's bytes, and the body as the operation receives it once that is checked.
import { createHash, type Hash, hash } from "node:crypto";
import { Transform, type Readable, type TransformCallback } from "node:stream";
import { AwsChunkedDecoder } from "../wire/codecs/aws-chunked/aws-chunked.ts";
import { bodyTooShort, lengthMissing } from "../wire/codecs/aws-chunked/errors.ts";
import type { ChunkSigning } from "../wire/codecs/aws-chunked/signatures.ts";
import type { ChecksPayload } from "../kit/payload-hash.ts";
import type { WholeBody } from "../kit/whole-body.ts";
import type { RequestHead } from "../wire/http.ts";
import { contentHashInvalid, contentHashMismatch, contentHashMissing } from "../wire/sigv4/errors.ts";
import { queryParameters, type Presented } from "../wire/sigv4/presented.ts";

export const UNSIGNED = "UNSIGNED-PAYLOAD";
const STREAMING = new Set([
  "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
  "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
  "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER",
]);
const SHA256 = /^[0-9a-f]{64}$/;

/** What stands for the body's hash in an S3 request's signature. Errors: InvalidRequest, InvalidArgument. */
export function declaredHash(head: RequestHead, presented: Presented | undefined): string {
  const header = head.headers["x-amz-content-sha256"];
  if (presented?.kind === "query") {
    const declared = header ?? queryParameters(head.query).get("X-Amz-Content-Sha256") ?? UNSIGNED;
    return checked(declared);
  }
  if (header === undefined && presented?.kind === "header") throw contentHashMissing();
  return checked(header ?? UNSIGNED);
}

function checked(declared: string): string {
  if (declared === UNSIGNED || STREAMING.has(declared) || SHA256.test(declared)) return declared;
  throw contentHashInvalid(declared);
}

/** The bytes of a body that was read whole. Errors: XAmzContentSHA256Mismatch, IncompleteBody. */
export function checkWhole(bytes: Buffer, declared: string): void {
  if (!SHA256.test(declared)) return;
  const computed = hash("sha256", bytes, "hex");
  if (computed !== declared) throw contentHashMismatch(declared, computed);
}

export const isChunked = (declared: string): boolean => STREAMING.has(declared);

/** A body that was not asked for yet. */
export interface Openable {
  stream(): Readable;
  read(sizeMaxBytes: number, s3: boolean): Promise<Buffer> | Buffer;
}

/**
 * The body as a stream of content: aws-chunked is decoded (its trailers are on the stream), a declared hash is checked
 * at the end. Nothing is asked of the client before the first read. `signing` is undefined for anonymous requests.
 * Errors on the stream: AwsError.
 */
export function checkedStream(
  body: Openable,
  head: RequestHead,
  declared: string,
  signing: ChunkSigning | undefined,
): Readable {
  const checking = checkerOf(head, declared, signing);
  if (checking instanceof HashCheck)
    checking.readWhole = async (sizeMaxBytes) => {
      const bytes = await body.read(sizeMaxBytes, true);
      checkWhole(bytes, declared);
      return bytes;
    };
  /* oxlint-disable no-underscore-dangle -- Node's names of a stream's hooks */
  const read = checking._read.bind(checking);
  checking._read = (size) => {
    checking._read = read;
    connect(body.stream(), checking);
    read(size);
  };
  /* oxlint-enable no-underscore-dangle */
  return checking;
}

function connect(source: Readable, checking: Transform): void {
  if (source.destroyed) {
    checking.destroy(bodyTooShort()); // the client went away before the body was asked for
    return;
  }
  let ended = false;
  source.once("end", () => void (ended = true));
  source.once("error", (error) => checking.destroy(error.name === "RequestTimeout" ? error : bodyTooShort()));
  source.once("close", () => void (ended || checking.destroy(bodyTooShort())));
  checking.once("close", () => source.unpipe(checking).resume());
  source.pipe(checking);
}

function checkerOf(head: RequestHead, declared: string, signing: ChunkSigning | undefined): Transform {
  if (!STREAMING.has(declared))
    return new HashCheck(SHA256.test(declared) ? declared : undefined, Number(head.headers["content-length"]));
  const signed = declared.startsWith("STREAMING-AWS4");
  const trailerNames = trailerNamesOf(head, declared);
  return new AwsChunkedDecoder({ sizeBytes: decodedLength(head), signing: signed ? signing : undefined, trailerNames });
}

function trailerNamesOf(head: RequestHead, declared: string): readonly string[] {
  if (!declared.endsWith("-TRAILER")) return [];
  const announced = (head.headers["x-amz-trailer"] ?? "").split(",");
  return announced.map((name) => name.trim().toLowerCase()).filter(Boolean);
}

function decodedLength(head: RequestHead): number {
  const text = head.headers["x-amz-decoded-content-length"];
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw lengthMissing();
  return Number(text);
}

/** Passes bytes on; when a hash was declared, the end comes only if it holds. */
class HashCheck extends Transform implements WholeBody, ChecksPayload {
  #declared: string | undefined;
  readonly #lengthBytes: number;
  readWhole: ((sizeMaxBytes: number) => Promise<Uint8Array>) | undefined;
  #hash: Hash | undefined;

  constructor(declared: string | undefined, lengthBytes: number) {
    super({ highWaterMark: 1024 * 1024 });
    this.#declared = declared;
    this.#lengthBytes = lengthBytes;
  }

  whole(sizeMaxBytes: number): Promise<Uint8Array> | undefined {
    return this.#lengthBytes <= sizeMaxBytes ? this.readWhole?.(sizeMaxBytes) : undefined;
  }

  handOverPayloadHash(): ((sha256: string) => void) | undefined {
    const declared = this.#declared;
    this.#declared = undefined;
    if (declared === undefined) return undefined;
    return (computed) => {
      if (computed !== declared) throw contentHashMismatch(declared, computed);
    };
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    if (this.#declared !== undefined) (this.#hash ??= createHash("sha256")).update(bytes);
    callback(null, bytes);
  }

  override _flush(callback: TransformCallback): void {
    if (this.#declared === undefined) return callback();
    const computed = (this.#hash ?? createHash("sha256")).digest("hex");
    callback(computed === this.#declared ? null : contentHashMismatch(this.#declared, computed));
  }
}

/** The head as it stands without aws-chunked: with the length and the encoding of the content itself. */
export function headOfContent(head: RequestHead): RequestHead {
  const encodings = (head.headers["content-encoding"] ?? "").split(",").map((encoding) => encoding.trim());
  const { "content-encoding": _, ...headers } = head.headers;
  const encoding = encodings.filter((one) => one !== "" && one.toLowerCase() !== "aws-chunked").join(",");
  return {
    ...head,
    headers: {
      ...headers,
      ...(encoding !== "" && { "content-encoding": encoding }),
      "content-length": String(decodedLength(head)),
    },
  };
}

/** Decodes an aws-chunked body that was read whole. */
export async function unchunked(
  bytes: Buffer,
  head: RequestHead,
  declared: string,
  signing: ChunkSigning | undefined,
): Promise<Buffer> {
  const decoder = checkerOf(head, declared, signing);
  decoder.end(bytes);
  const parts: Buffer[] = [];
  for await (const part of decoder) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
