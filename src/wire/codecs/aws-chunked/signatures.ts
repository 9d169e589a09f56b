// The signatures of chunks and trailers: a chain that begins with the request's own signature.
import { createHash, hash, type Hash } from "node:crypto";
import { mismatch } from "../../sigv4/errors.ts";
import type { SigningKey } from "../../sigv4/key.ts";

export interface ChunkSigning {
  readonly key: SigningKey;
  /** YYYYMMDDTHHMMSSZ of the request. */
  readonly timestamp: string;
  /** The request's signature. */
  readonly seed: string;
  readonly accessKeyId: string;
}

const EMPTY = hash("sha256", "", "hex");
/** ECDSA signatures differ in length: those of chunks are padded, so that the body's length is known before. */
const PADDING = /\*+$/;

/** Checks one body's signatures in order. Errors: SignatureDoesNotMatch. */
export class SignatureChain {
  readonly #signing: ChunkSigning;
  #previous: string;
  #content: Hash = createHash("sha256");

  constructor(signing: ChunkSigning) {
    this.#signing = signing;
    this.#previous = signing.seed;
  }

  update(bytes: Uint8Array): void {
    this.#content.update(bytes);
  }

  /** The chunk whose bytes were given since the last one. */
  endChunk(signature: string): void {
    const content = this.#content.digest("hex");
    this.#content = createHash("sha256");
    this.#verify("PAYLOAD", `${EMPTY}\n${content}`, signature);
  }

  /** `lines` are `name:value\n` each. */
  endTrailers(lines: string, signature: string): void {
    this.#verify("TRAILER", hash("sha256", lines, "hex"), signature);
  }

  #verify(what: "PAYLOAD" | "TRAILER", content: string, padded: string): void {
    const { key, timestamp, accessKeyId } = this.#signing;
    const signature = padded.replace(PADDING, "");
    const text = `${key.algorithm}-${what}\n${timestamp}\n${key.scopeText}\n${this.#previous}\n${content}`;
    if (!key.holds(text, signature))
      throw mismatch("s3", { accessKeyId, signature, stringToSign: text, canonicalRequest: undefined });
    this.#previous = signature;
  }
}
