// The tokens of ListStreams and ListShards: sealed positions that expire.
import type { Paging } from "../../kit/paging.ts";
import { expiredNextToken, invalidNextToken } from "./errors.ts";
import { NEXT_TOKEN_LIFE_MS } from "./limits.ts";

interface Timed<Position> {
  readonly atMs: number;
  readonly position: Position;
}

export const sealNextToken = <Position>(paging: Paging, listing: string, position: Position, nowMs: number): string =>
  paging.seal(listing, { atMs: nowMs, position } satisfies Timed<Position>);

/** Errors: InvalidArgumentException, ExpiredNextTokenException. */
export function openNextToken<Position>(paging: Paging, listing: string, token: string, nowMs: number): Position {
  const timed = paging.open<Timed<Position>>(listing, token);
  if (!timed) throw invalidNextToken();
  if (nowMs - timed.atMs > NEXT_TOKEN_LIFE_MS) throw expiredNextToken(timed.atMs, nowMs, NEXT_TOKEN_LIFE_MS);
  return timed.position;
}
