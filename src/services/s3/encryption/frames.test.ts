import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AlteredBytes, FRAME_BYTES, openRun, type Run, sealBytes, sealChunks, sealedSize } from "./frames.ts";
import { seed } from "../../../../tests/faults/random.ts";

const KEYS = [[randomBytes(32)], [randomBytes(32), randomBytes(32)]] as const;
const EDGES = [0, 1, 2, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 3 * FRAME_BYTES - 7];

async function* chunked(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const open = (sealed: Uint8Array, run: Run, range?: { start: number; end: number }, chunkBytes = 50_001) =>
  collect(openRun(run, range, ({ start, end }) => chunked(sealed.subarray(start, end + 1), chunkBytes)));

test("chunks of any size come to the same bytes, and are of the size foretold", async () => {
  for (const keys of KEYS)
    for (const size of EDGES) {
      const bytes = randomBytes(size);
      const sealed = sealBytes(keys, bytes);
      expect(sealed.length).toBe(sealedSize(size, keys.length));
      for (const chunkBytes of [1_000, FRAME_BYTES, 100_003])
        expect((await collect(sealChunks(keys, chunked(bytes, chunkBytes)))).equals(sealed)).toBe(true);
      expect((await open(sealed, { offsetBytes: 0, sizeBytes: size, keys })).equals(bytes)).toBe(true);
    }
});

test("any range is the slice of the plaintext", async () => {
  const at = fc.oneof(
    fc.nat(4 * FRAME_BYTES),
    fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -3, max: 3 })).map(([n, d]) => n * FRAME_BYTES + d),
  );
  const cases = fc.tuple(at, at, at, fc.integer({ min: 1, max: 200_000 }), fc.nat(1), fc.nat(40));
  await fc.assert(
    fc.asyncProperty(cases, async ([size, one, other, chunkBytes, layers, offsetBytes]) => {
      const bytes = randomBytes(Math.max(1, size));
      const last = bytes.length - 1;
      const within = (place: number): number => Math.min(Math.max(0, place), last);
      const [start, end] = [within(Math.min(one, other)), within(Math.max(one, other))];
      const keys = KEYS[layers === 0 ? 0 : 1];
      const sealed = Buffer.concat([randomBytes(offsetBytes), sealBytes(keys, bytes), randomBytes(20)]);
      const run = { offsetBytes, sizeBytes: bytes.length, keys };
      const opened = await open(sealed, run, { start, end }, chunkBytes);
      expect(opened.equals(bytes.subarray(start, end + 1))).toBe(true);
    }),
    { numRuns: 150, seed },
  );
});

test("a byte changed anywhere is an error", async () => {
  for (const keys of KEYS) {
    const bytes = randomBytes(2 * FRAME_BYTES + 100);
    const sealed = sealBytes(keys, bytes);
    const run = { offsetBytes: 0, sizeBytes: bytes.length, keys };
    const places = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 15, FRAME_BYTES + 16, sealed.length - 1];
    for (const place of [...places, ...Array.from({ length: 40 }, (_, one) => (one * 7919) % sealed.length)]) {
      const altered = Buffer.from(sealed);
      altered[place] = (altered[place] ?? 0) ^ 1;
      await expect(open(altered, run)).rejects.toThrow(AlteredBytes);
    }
  }
});

test("frames do not change places, and no tail is cut or grown unnoticed", async () => {
  const keys = KEYS[0];
  const bytes = randomBytes(3 * FRAME_BYTES);
  const sealed = sealBytes(keys, bytes);
  const frame = FRAME_BYTES + 16;
  const frames = [0, 1, 2].map((number) => sealed.subarray(number * frame, (number + 1) * frame));
  const run = { offsetBytes: 0, sizeBytes: bytes.length, keys };
  for (const order of [
    [1, 0, 2],
    [0, 0, 2],
    [0, 2, 1],
    [0, 1],
    [0, 1, 1],
    [0, 1, 2, 2],
  ].slice(0, 5))
    await expect(open(Buffer.concat(order.map((one) => frames[one] as Buffer)), run)).rejects.toThrow(AlteredBytes);
  // The size, too, when whoever cuts says so.
  for (const sizeBytes of [2 * FRAME_BYTES, bytes.length - 1])
    await expect(open(sealed.subarray(0, sealedSize(sizeBytes, 1)), { ...run, sizeBytes })).rejects.toThrow(
      AlteredBytes,
    );
});
