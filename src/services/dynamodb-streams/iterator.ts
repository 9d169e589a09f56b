// Shard iterators: a place in a stream, sealed.
import type { Paging } from "../../kit/paging.ts";
import { expiredIterator, invalidIterator } from "./errors.ts";
import { ITERATOR_LIFE_MS } from "./limits.ts";

export interface ShardIterator {
  readonly arn: string;
  /** The first sequence that is read. */
  readonly from: number;
  readonly madeMs: number;
}

const LISTING = "dynamodb-streams.GetRecords";

/** AWS's begin with the stream's ARN. */
export const sealIterator = (paging: Paging, iterator: ShardIterator): string =>
  `${iterator.arn}|1|${paging.seal(LISTING, iterator)}`;

/** Errors: ValidationException, ExpiredIteratorException. */
export function openIterator(paging: Paging, text: string, nowMs: number): ShardIterator {
  const iterator = paging.open<ShardIterator>(LISTING, text.split("|").at(-1) ?? "");
  if (!iterator) throw invalidIterator();
  if (nowMs - iterator.madeMs > ITERATOR_LIFE_MS) throw expiredIterator();
  return iterator;
}
