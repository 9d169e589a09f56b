// Trailers of a streamed request body: what an aws-chunked body says after its last chunk.
import type { Readable } from "node:stream";

export interface TrailedBody extends Readable {
  /** Names that `x-amz-trailer` announced, lower case. */
  readonly trailerNames: readonly string[];
  /** Lower-case names; complete once the stream has ended. */
  readonly trailers: Readonly<Record<string, string>>;
}

export const trailerNamesOf = (body: Readable | undefined): readonly string[] =>
  body !== undefined && "trailerNames" in body ? (body as TrailedBody).trailerNames : [];

/** Read it after the body has ended. */
export const trailersOf = (body: Readable | undefined): Readonly<Record<string, string>> =>
  body !== undefined && "trailers" in body ? (body as TrailedBody).trailers : {};
