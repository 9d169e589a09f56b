// Request bodies that can be read in one go: small ones cost less without the machinery of streams.
import type { Readable } from "node:stream";

export interface WholeBody extends Readable {
  /** All of it, checked; instead of reading the stream. Undefined when it may be longer than `sizeMaxBytes`. Errors: as the stream's. */
  whole(sizeMaxBytes: number): Promise<Uint8Array> | undefined;
}

export const wholeOf = (body: Readable, sizeMaxBytes: number): Promise<Uint8Array> | undefined =>
  "whole" in body ? (body as WholeBody).whole(sizeMaxBytes) : undefined;
