// Decodes an aws-chunked body as it streams: sizes, signatures, trailers.
import { Transform, type TransformCallback } from "node:stream";
import type { TrailedBody } from "../../../kit/trailers.ts";
import * as errors from "./errors.ts";
import { SignatureChain, type ChunkSigning } from "./signatures.ts";

export interface AwsChunkedOptions {
  /** `x-amz-decoded-content-length`. */
  readonly sizeBytes: number;
  /** Undefined for STREAMING-UNSIGNED-PAYLOAD-TRAILER. */
  readonly signing: ChunkSigning | undefined;
  /** Names that `x-amz-trailer` announced, lower case. */
  readonly trailerNames: readonly string[];
}

const LINE_SIZE_MAX_BYTES = 4096;
const TRAILER_LINES_MAX = 20;
const CHUNK_SIZE_MIN_BYTES = 8192;
/** 64 digits of HMAC, or 144 of ECDSA with its padding. */
const CHUNK_HEADER = /^([0-9a-fA-F]{1,12})(?:;chunk-signature=([0-9a-f]{64}|[0-9a-f*]{144}))?$/;
const UNSIGNED_HEADER = /^([0-9a-fA-F]{1,12})$/;
const LF = 10;

type State = "header" | "data" | "data-end" | "trailer" | "done";

/** Bytes out are the content. `trailers` is complete when the stream ends. Errors: those of `errors.ts` and SignatureDoesNotMatch. */
export class AwsChunkedDecoder extends Transform implements TrailedBody {
  readonly trailers: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly trailerNames: readonly string[];
  readonly #sizeBytes: number;
  readonly #chain: SignatureChain | undefined;
  #state: State = "header";
  #line: Buffer = Buffer.alloc(0);
  #chunkLeft = 0;
  #chunkSize = 0;
  #chunks = 0;
  #chunkSignature = "";
  #received = 0;
  #blankLine = false;
  readonly #trailerLines: string[] = [];

  constructor(options: AwsChunkedOptions) {
    super();
    this.trailerNames = options.trailerNames;
    this.#sizeBytes = options.sizeBytes;
    this.#chain = options.signing && new SignatureChain(options.signing);
  }

  override _transform(bytes: Buffer, _encoding: BufferEncoding, callback: TransformCallback): void {
    try {
      let at = 0;
      while (at < bytes.length) at = this.#state === "data" ? this.#content(bytes, at) : this.#framing(bytes, at);
      callback();
    } catch (error) {
      callback(error as Error);
    }
  }

  override _flush(callback: TransformCallback): void {
    try {
      // some clients leave out the blank line after the trailers
      if (this.#state === "trailer" && this.#line.length === 0) this.#endTrailers();
      callback(this.#state === "done" ? null : errors.bodyTerminated());
    } catch (error) {
      callback(error as Error);
    }
  }

  #content(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#chunkLeft);
    const content = at === 0 && end === bytes.length ? bytes : bytes.subarray(at, end);
    this.#chain?.update(content);
    this.#chunkLeft -= content.length;
    if (this.#chunkLeft === 0) this.#state = "data-end";
    this.push(content);
    return end;
  }

  /** Takes bytes up to the next line feed, and acts on the line when it is whole. */
  #framing(bytes: Buffer, at: number): number {
    if (this.#state === "done") throw errors.bodyTerminated();
    const lf = bytes.indexOf(LF, at);
    const end = lf < 0 ? bytes.length : lf + 1;
    if (this.#line.length + end - at > LINE_SIZE_MAX_BYTES) throw errors.bodyTerminated();
    const part = bytes.subarray(at, end);
    const whole = this.#line.length === 0 ? part : Buffer.concat([this.#line, part]);
    this.#line = lf < 0 ? Buffer.from(whole) : Buffer.alloc(0);
    if (lf >= 0) this.#actOn(whole.toString("latin1"));
    return end;
  }

  #actOn(line: string): void {
    if (!line.endsWith("\r\n")) throw errors.bodyTerminated();
    const text = line.slice(0, -2);
    if (this.#state === "header") this.#beginChunk(text);
    else if (this.#state === "data-end") this.#endChunk(text);
    else this.#trailer(text);
  }

  #beginChunk(text: string): void {
    const [, size, signature = ""] = (this.#chain ? CHUNK_HEADER : UNSIGNED_HEADER).exec(text) ?? [];
    if (size === undefined || (this.#chain && signature === "")) throw errors.bodyTerminated();
    const previousSize = this.#chunkSize;
    this.#chunkSize = this.#chunkLeft = Number.parseInt(size, 16);
    this.#received += this.#chunkSize;
    this.#chunkSignature = signature;
    this.#chunks++;
    if (this.#received > this.#sizeBytes) throw errors.bodyTerminated();
    if (this.#chunkSize > 0) {
      if (this.#chunks > 1 && previousSize < CHUNK_SIZE_MIN_BYTES)
        throw errors.chunkTooSmall(this.#chunks, previousSize);
      this.#state = "data";
      return;
    }
    this.#chain?.endChunk(signature);
    if (this.#received !== this.#sizeBytes) throw errors.bodyTerminated();
    this.#state = "trailer";
  }

  #endChunk(text: string): void {
    if (text !== "") throw errors.bodyTerminated();
    this.#chain?.endChunk(this.#chunkSignature);
    this.#state = "header";
  }

  #trailer(text: string): void {
    const awaited = this.trailerNames.length > 0 && this.#trailerLines.length === 0;
    if (text === "" && awaited && !this.#blankLine) return void (this.#blankLine = true); // as some clients frame it
    if (text === "") return this.#endTrailers();
    if (this.#trailerLines.length >= TRAILER_LINES_MAX) throw errors.malformedTrailer();
    this.#trailerLines.push(text);
  }

  #endTrailers(): void {
    let signature: string | undefined;
    let signed = "";
    for (const line of this.#trailerLines) {
      const at = line.indexOf(":");
      const name = line.slice(0, Math.max(0, at)).trim().toLowerCase();
      const value = line.slice(at + 1).trim();
      if (name === "x-amz-trailer-signature" && this.#chain) {
        signature = value;
        continue;
      }
      if (!this.trailerNames.includes(name)) throw errors.malformedTrailer();
      this.trailers[name] = value;
      signed += `${name}:${value}\n`;
    }
    if (this.trailerNames.some((name) => this.trailers[name] === undefined)) throw errors.malformedTrailer();
    if (this.#chain && this.trailerNames.length > 0) this.#chain.endTrailers(signed, signature ?? "");
    this.#state = "done";
  }
}
