// Run lengths of bytes, booleans and integers: what is written is read again.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BooleanDecoder, ByteDecoder } from "./byte-decoder.ts";
import { BooleanEncoder, ByteEncoder } from "./byte-encoder.ts";
import { InStream } from "./in-stream.ts";
import { IntDecoderV1 } from "./int-decoder-v1.ts";
import { IntDecoderV2 } from "./int-decoder-v2.ts";
import type { IntDecoder } from "./int-decoder.ts";
import { IntEncoderV1 } from "./int-encoder-v1.ts";
import { IntEncoderV2 } from "./int-encoder-v2.ts";
import { OutStream } from "./out-stream.ts";

const VERSIONS = [
  ["version 1", IntEncoderV1, IntDecoderV1],
  ["version 2", IntEncoderV2, IntDecoderV2],
] as const;

const LONG_MAX = 2n ** 63n - 1n;

/** Repeats, steps, noise of some width, and outliers, one after another. */
const runs = (max: bigint, min: bigint): fc.Arbitrary<bigint[]> => {
  const value = fc.oneof(
    fc.bigInt({ min: min < -1000n ? -1000n : min, max: 1000n }),
    fc.bigInt({ min, max }),
    fc.constantFrom(max, min, 0n),
  );
  const clamp = (number: bigint): bigint => (number > max ? max : number < min ? min : number);
  const run = fc.oneof(
    fc.tuple(value, fc.nat(600)).map(([first, length]) => Array.from({ length }, () => first)),
    fc
      .tuple(value, fc.bigInt({ min: -300n, max: 300n }), fc.nat(600))
      .map(([first, step, length]) => Array.from({ length }, (_, at) => clamp(first + BigInt(at) * step))),
    fc
      .tuple(value, fc.nat(62), fc.nat(4), fc.array(fc.bigInt({ min: 0n, max: LONG_MAX }), { maxLength: 300 }))
      .map(([first, bits, outlier, noise]) =>
        noise.map((more, at) =>
          clamp(first + (more & ((1n << BigInt(at % 61 === outlier ? bits : (bits / 4) | 0)) - 1n))),
        ),
      ),
    fc
      .tuple(value, fc.array(fc.nat(5000), { maxLength: 300 }), fc.boolean())
      .map(([first, steps, down]) =>
        steps.map((_, at) => clamp(first + (down ? -1n : 1n) * BigInt(steps.slice(0, at).reduce((a, b) => a + b, 0)))),
      ),
  );
  return fc.array(run, { maxLength: 6 }).map((parts) => parts.flat());
};

function readBack(decoder: IntDecoder, count: number, at: number): bigint[] {
  const out = new BigInt64Array(count);
  const first = Math.min(count, at);
  decoder.longs(out.subarray(0, first), first);
  decoder.longs(out.subarray(first), count - first);
  return [...out];
}

describe.each(VERSIONS)("integers of %s", (_, Encoder, Decoder) => {
  const encode = (values: readonly bigint[], signed: boolean): Uint8Array => {
    const out = new OutStream();
    const encoder = new Encoder(out, signed);
    for (const value of values) encoder.addLong(Number(value >> 32n), Number(BigInt.asIntN(32, value)));
    encoder.flush();
    return out.bytes;
  };

  it.each([
    ["signed", true, -LONG_MAX - 1n],
    ["unsigned", false, 0n],
  ] as const)("%s come back", (_name, signed, min) => {
    fc.assert(
      fc.property(runs(LONG_MAX, min), fc.nat(700), (values, split) => {
        const stream = new InStream(encode(values, signed), "none", 0);
        expect(readBack(new Decoder(stream, signed), values.length, split)).toEqual(values);
        expect(stream.atEnd()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("small ones come back as numbers", () => {
    fc.assert(
      fc.property(runs(2n ** 31n - 1n, -(2n ** 31n)), (values) => {
        const decoder = new Decoder(new InStream(encode(values, true), "none", 0), true);
        const out = new Int32Array(values.length);
        decoder.ints(out, values.length);
        expect([...out]).toEqual(values.map(Number));
      }),
      { numRuns: 200 },
    );
  });

  it("bytes at random are read or refused, and never more than they hold", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, signed) => {
        const decoder = new Decoder(new InStream(bytes, "none", 0), signed);
        const out = new BigInt64Array(100);
        try {
          for (let count = 0; count < 400 * 512; count += 100) decoder.longs(out, 100);
          expect.unreachable();
        } catch (error) {
          expect(error).toMatchObject({ name: "EngineError", kind: "corrupt" });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("integers of version 2", () => {
  const sizeOf = (values: readonly number[]): number => {
    const out = new OutStream();
    const encoder = new IntEncoderV2(out, true);
    for (const value of values) encoder.add(value);
    encoder.flush();
    return out.size;
  };

  it("are written in the encoding that pays (examples of the specification)", () => {
    const bytesOf = (values: readonly number[]): number[] => {
      const out = new OutStream();
      const encoder = new IntEncoderV2(out, false);
      for (const value of values) encoder.add(value);
      encoder.flush();
      return [...out.bytes];
    };
    expect(bytesOf([10_000, 10_000, 10_000, 10_000, 10_000])).toEqual([0x0a, 0x27, 0x10]);
    expect(bytesOf([23_713, 43_806, 57_005, 48_879])).toEqual([
      0x5e, 0x03, 0x5c, 0xa1, 0xab, 0x1e, 0xde, 0xad, 0xbe, 0xef,
    ]);
  });

  it("few large values do not widen the others", () => {
    const values = Array.from({ length: 500 }, (_, at) => (at % 100 === 50 ? 2 ** 40 + at : (at * 7919) % 100));
    expect(sizeOf(values)).toBeLessThan(600);
  });

  it("rising values take their steps' width", () => {
    let sum = 2 ** 40;
    expect(sizeOf(Array.from({ length: 500 }, (_, at) => (sum += (at * 7919) % 16)))).toBeLessThan(300);
  });
});

describe("bytes and booleans", () => {
  const bytes = fc
    .array(fc.tuple(fc.nat(255), fc.oneof(fc.nat(3), fc.nat(300))), { maxLength: 40 })
    .map((parts) => parts.flatMap(([value, length]) => Array.from({ length }, () => value)));

  it("bytes come back", () => {
    fc.assert(
      fc.property(bytes, (values) => {
        const out = new OutStream();
        const encoder = new ByteEncoder(out);
        for (const value of values) encoder.add(value);
        encoder.flush();
        const read = new Uint8Array(values.length);
        new ByteDecoder(new InStream(out.bytes, "none", 0)).read(read, values.length);
        expect([...read]).toEqual(values);
        expect(out.size).toBeLessThanOrEqual(values.length + Math.ceil(values.length / 128) * 2 + 2);
      }),
    );
  });

  it("booleans come back, with runs ended anywhere", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), fc.nat(50), fc.boolean()), { maxLength: 40 }), (parts) => {
        const out = new OutStream();
        const encoder = new BooleanEncoder(out);
        const values: number[] = [];
        for (const [bit, length, end] of parts) {
          for (let at = 0; at < length; at++) {
            values.push(bit);
            encoder.add(bit);
          }
          if (end) encoder.flushBytes();
        }
        encoder.flush();
        const read = new Uint8Array(values.length);
        new BooleanDecoder(new InStream(out.bytes, "none", 0)).read(read, values.length);
        expect([...read]).toEqual(values);
      }),
    );
  });
});
