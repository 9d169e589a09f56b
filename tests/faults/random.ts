// Seeded randomness: a failing test prints the seed, and FOREBAY_SEED runs it again.
import { randomInt } from "node:crypto";

export const seed = Number(process.env["FOREBAY_SEED"] ?? randomInt(2 ** 31));

/** Integers in [0, max), the same for the same seed (mulberry32). */
export function randomOf(seed: number): (max: number) => number {
  let state = seed;
  return (max) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * max);
  };
}
