// Bodies that check the SHA-256 their signature declares: whoever hashes them anyhow may take that over.
import type { Readable } from "node:stream";

export interface ChecksPayload extends Readable {
  /**
   * Instead of the body itself, the caller computes the SHA-256 of all bytes, and gives it in hexadecimal to what is returned,
   * which throws the signature's error unless it is right. Undefined when nothing was declared. To be called before the first read.
   */
  handOverPayloadHash(): ((sha256: string) => void) | undefined;
}

export const payloadHashOf = (body: Readable): ((sha256: string) => void) | undefined =>
  "handOverPayloadHash" in body ? (body as ChecksPayload).handOverPayloadHash() : undefined;
