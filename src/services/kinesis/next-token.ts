// The tokens of ListStreams and ListShards: sealed positions that expire.
import type { Paging } from "../../kit/paging.ts";
import { expiredNextToken, invalidNextToken } from "./errors.ts";
import { NEXT_TOKEN_LIFE_MS } from "./limits.ts";

interface Timed<Position> {
  readonly atMs: number;
  readonly position: Position;
}

/** Tokens of one listing, e.g. `kinesis.ListStreams/000000000000/us-east-1`. */
export class NextTokens<Position> {
  readonly #paging: Paging;
  readonly #listing: string;

  constructor(paging: Paging, listing: string) {
    this.#paging = paging;
    this.#listing = listing;
  }

  seal(position: Position, nowMs: number): string {
    return this.#paging.seal(this.#listing, { atMs: nowMs, position } satisfies Timed<Position>);
  }

  /** Errors: InvalidArgumentException, ExpiredNextTokenException. */
  open(token: string, nowMs: number): Position {
    const timed = this.#paging.open<Timed<Position>>(this.#listing, token);
    if (!timed) throw invalidNextToken();
    if (nowMs - timed.atMs > NEXT_TOKEN_LIFE_MS) throw expiredNextToken(timed.atMs, nowMs, NEXT_TOKEN_LIFE_MS);
    return timed.position;
  }
}
