import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cameFrom,
  parseSequenceNumber,
  SequenceNumbers,
  sequenceNumber,
  startingSequenceNumber,
} from "./sequence-number.ts";

const createdAtMs = Date.UTC(2026, 10, 23);
const shard = (index: number) => ({ index, createdAtMs });
const fromHex = (hex: string): string => BigInt(`0x${hex}`).toString();

describe("sequence numbers", () => {
  it("have 56 digits, and shards of a stream start at AWS's distance (recorded)", () => {
    const starts = [0, 1, 2].map((index) => startingSequenceNumber(shard(index)));
    for (const start of starts) expect(start).toMatch(/^\d{56}$/);
    const [first = "0", second = "0", third = "0"] = starts;
    expect((BigInt(second) - BigInt(first)).toString()).toBe("22300745198530623141535718272648361505980432");
    expect(BigInt(third) - BigInt(second)).toBe(BigInt(second) - BigInt(first));
  });

  it("have AWS's layout (recorded)", () => {
    const hex = BigInt(sequenceNumber(shard(18), 41, createdAtMs + 61_000)).toString(16);
    const seconds = (createdAtMs / 1000).toString(16);
    const arrived = (createdAtMs / 1000 + 61).toString(16);
    expect(hex).toBe(`20${seconds}2${"2a".padStart(16, "0")}000${arrived}000000122`);
  });

  it("counted on in order are those worked out one by one", () => {
    const gaps = fc.array(fc.record({ skip: fc.nat({ max: 2 }), laterMs: fc.nat({ max: 1500 }) }), { maxLength: 50 });
    const first = fc.integer({ min: 0, max: 2 ** 45 });
    fc.assert(
      fc.property(first, gaps, (position, steps) => {
        const numbers = new SequenceNumbers(shard(3));
        let [at, atMs] = [position, createdAtMs];
        for (const { skip, laterMs } of steps) {
          at += skip;
          atMs += laterMs > 1000 ? laterMs : 0;
          expect(numbers.of(at, atMs)).toBe(sequenceNumber(shard(3), at, atMs));
        }
      }),
    );
    const numbers = new SequenceNumbers(shard(1));
    for (let at = 0; at < 20_000; at++)
      if (numbers.of(at, createdAtMs) !== sequenceNumber(shard(1), at, createdAtMs)) expect.fail(`differs at ${at}`);
  });

  it("rise with the position, never repeat, and lead back to it", () => {
    const position = fc.integer({ min: 0, max: 2 ** 40 });
    const elapsedMs = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), position, elapsedMs, (index, at, elapsed) => {
        const number = sequenceNumber(shard(index), at, createdAtMs + elapsed);
        expect(BigInt(number)).toBeGreaterThan(BigInt(startingSequenceNumber(shard(index))));
        expect(BigInt(sequenceNumber(shard(index), at + 1, createdAtMs))).toBeGreaterThan(BigInt(number));
        expect(parseSequenceNumber(number)).toEqual({
          version: 2,
          shardIndex: index,
          shardCreatedSeconds: createdAtMs / 1000,
          position: at,
          arrivedSeconds: Math.floor((createdAtMs + elapsed) / 1000),
        });
      }),
    );
  });

  it("know their shard's stream", () => {
    const number = parseSequenceNumber(sequenceNumber(shard(3), 7, createdAtMs));
    if (!number) throw new Error("not parsed");
    expect(cameFrom(shard(3), number)).toBe(true);
    expect(cameFrom({ index: 3, createdAtMs: createdAtMs + 1000 }, number)).toBe(false);
  });

  // Recorded by kinesalite's tests of PutRecord and GetShardIterator.
  it.each([
    ["version 0 in a long number", fromHex("20000000000000000000000000000000000000000000000")],
    ["version 3", fromHex("20000000000000000000000000000000000000000000003")],
    ["version 4", fromHex("20000000000000000000000000000000000000000000004")],
    ["a leading 3", fromHex("30000000000000000000000000000000000000000000001")],
    ["a leading 1", fromHex("1ffffffffff7fffffffffffffff000000000007fffffff2")],
    ["an index that is too high", fromHex("20000000000800000000000000000000000000000000002")],
    ["a date that is too large", fromHex("2ffffffffff7fffffffffffffff000000000007fffffff2")],
    ["an old number with a date that is too large", "26227199374822427428162556223570313216"],
  ])("are refused with %s", (_, text) => {
    expect(parseSequenceNumber(text)).toBeUndefined();
  });

  it("name a shard in old and odd numbers too (recorded)", () => {
    expect(parseSequenceNumber("5")?.shardIndex).toBe(5);
    expect(parseSequenceNumber(fromHex("20000000000000000000000000000000000000800000002"))?.shardIndex).toBe(
      -(2 ** 31),
    );
    expect(parseSequenceNumber(fromHex("20000000000000000000000000000000000000000000001"))?.version).toBe(1);
  });
});
