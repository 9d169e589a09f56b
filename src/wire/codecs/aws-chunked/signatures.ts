// The signatures of chunks and trailers: a chain that begins with the request's own signature.
import { createHash, hash, type Hash } from "node:crypto";
import { mismatch } from "../../sigv4/errors.ts";
import { sameSignature, scopeText, sign, type Scope } from "../../sigv4/key.ts";

export interface ChunkSigning {
  readonly key: Buffer;
  readonly scope: Scope;
  /** YYYYMMDDTHHMMSSZ of the request. */
  readonly timestamp: string;
  /** The request's signature. */
  readonly seed: string;
  readonly accessKeyId: string;
}

const EMPTY = hash("sha256", "", "hex");

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
    this.#verify("AWS4-HMAC-SHA256-PAYLOAD", `${EMPTY}\n${content}`, signature);
  }

  /** `lines` are `name:value\n` each. */
  endTrailers(lines: string, signature: string): void {
    this.#verify("AWS4-HMAC-SHA256-TRAILER", hash("sha256", lines, "hex"), signature);
  }

  #verify(algorithm: string, content: string, signature: string): void {
    const { key, scope, timestamp, accessKeyId } = this.#signing;
    const text = `${algorithm}\n${timestamp}\n${scopeText(scope)}\n${this.#previous}\n${content}`;
    if (!sameSignature(sign(key, text), signature))
      throw mismatch("s3", { accessKeyId, signature, stringToSign: text, canonicalRequest: undefined });
    this.#previous = signature;
  }
}
