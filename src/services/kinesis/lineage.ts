// How shards come from shards: splits, merges, and uniform scaling made of both. Pure.
import { HASH_KEY_MAX, splitEvenly } from "./hash-key.ts";
import type { Shard } from "./shard.ts";

export interface Lineage {
  /** Open shards, ordered by hash key. */
  readonly shards: readonly Shard[];
  /** In the order in which they were closed. */
  readonly closedShards: readonly Shard[];
  readonly nextShardIndex: number;
}

export type Reshard =
  | { readonly kind: "split"; readonly shardIndex: number; readonly startingHashKey: bigint }
  | { readonly kind: "merge"; readonly shardIndex: number; readonly adjacentIndex: number }
  /** To this many shards of equal width. */
  | { readonly kind: "scale"; readonly shardCount: number };

/** `nextOf`: the position after the last record of a shard that was open before; shards that live only meanwhile have none. */
export function reshard(
  before: Lineage,
  change: Reshard,
  nowMs: number,
  nextOf: (shard: Shard) => number = () => 0,
): Lineage {
  const lineage = new Change(before, nowMs, nextOf);
  if (change.kind === "split") lineage.split(lineage.at(change.shardIndex), change.startingHashKey);
  else if (change.kind === "merge") lineage.merge(lineage.at(change.shardIndex), lineage.at(change.adjacentIndex));
  else scale(lineage, change.shardCount);
  return lineage.result();
}

/** Documented: by splits and merges of single shards, with short-lived shards where the old ranges cross the new ones. */
function scale(lineage: Change, shardCount: number): void {
  const old = lineage.open.map(({ first }) => first);
  const firsts = splitEvenly(shardCount).map(({ first }) => old.find((each) => isSame(each, first)) ?? first);
  for (const first of firsts) {
    const crossed = lineage.open.find((shard) => shard.first < first && first <= shard.last);
    if (crossed) lineage.split(crossed, first);
  }
  for (const [at, first] of firsts.entries()) {
    const end = firsts[at + 1] ?? HASH_KEY_MAX + 1n;
    const within = lineage.open.filter((shard) => shard.first >= first && shard.last < end);
    within.reduce((left, right) => lineage.merge(left, right));
  }
}

/** Thirds and sixths of the line do not meet to the last digit. */
const ROUNDING_MAX = 100_000n;

const isSame = (left: bigint, right: bigint): boolean => left - right < ROUNDING_MAX && right - left < ROUNDING_MAX;

class Change {
  open: Shard[];
  readonly #before: Lineage;
  readonly #closed: Shard[];
  readonly #nowMs: number;
  readonly #nextOf: (shard: Shard) => number;
  #nextIndex: number;

  constructor(before: Lineage, nowMs: number, nextOf: (shard: Shard) => number) {
    this.open = [...before.shards];
    this.#before = before;
    this.#closed = [...before.closedShards];
    this.#nextIndex = before.nextShardIndex;
    this.#nowMs = nowMs;
    this.#nextOf = nextOf;
  }

  at(index: number): Shard {
    const shard = this.open.find((candidate) => candidate.index === index);
    if (!shard) throw new Error(`no open shard ${index}`);
    return shard;
  }

  split(parent: Shard, startingHashKey: bigint): void {
    this.#replace(
      [parent],
      [
        { first: parent.first, last: startingHashKey - 1n },
        { first: startingHashKey, last: parent.last },
      ],
    );
  }

  merge(left: Shard, right: Shard): Shard {
    const [merged] = this.#replace([left, right], [{ first: left.first, last: right.last }]);
    if (!merged) throw new Error("a merge made no shard");
    return merged;
  }

  result(): Lineage {
    return { shards: this.open, closedShards: this.#closed, nextShardIndex: this.#nextIndex };
  }

  #replace(parents: readonly Shard[], ranges: readonly { first: bigint; last: bigint }[]): Shard[] {
    const [parent, adjacentParent] = parents.map(({ index }) => index);
    const at = this.open.findIndex(({ index }) => index === parent);
    // Recorded: a child's numbers begin in the second after its parents' end.
    const createdAtMs = Math.max(this.#nowMs, ...parents.map((shard) => shard.createdAtMs)) + 1000;
    const children = ranges.map((range) => ({
      ...range,
      index: this.#nextIndex++,
      openedAtMs: this.#nowMs,
      createdAtMs,
      ...(parent !== undefined && { parent }),
      ...(adjacentParent !== undefined && { adjacentParent }),
    }));
    for (const shard of parents) {
      const next = this.#before.shards.includes(shard) ? this.#nextOf(shard) : 0;
      this.#closed.push({ ...shard, closed: { atMs: this.#nowMs, next } });
    }
    this.open.splice(at, parents.length, ...children);
    return children;
  }
}
