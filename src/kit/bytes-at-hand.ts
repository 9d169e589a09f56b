// Bodies whose bytes are all in memory already: they go out in one piece, not as a stream.
import type { Readable } from "node:stream";

export interface HoldsBytes extends Readable {
  /** Undefined: the stream must be read. */
  readonly bytesAtHand: Uint8Array | undefined;
}

export const bytesAtHand = (body: Readable): Uint8Array | undefined =>
  "bytesAtHand" in body ? (body as HoldsBytes).bytesAtHand : undefined;
