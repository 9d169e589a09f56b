// Bodies that lend their bytes: large ones go out through a few buffers that are used again and again, not through new ones.
import type { Readable } from "node:stream";

export interface LendsChunks extends Readable {
  /**
   * Instead of reading the stream: hands each chunk to `write`, and writes the next over it once that has resolved.
   * Resolves at the end; rejects with what `write` rejects with, or with what the stream's error would be.
   */
  lendTo(write: (chunk: Uint8Array) => Promise<void>): Promise<void>;
}

export const lendsChunks = (body: Readable): body is LendsChunks => "lendTo" in body;
