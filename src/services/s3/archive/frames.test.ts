// Frames of compressed bytes: what goes in comes out, in every range, and altered bytes never do.
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import type { ByteRange } from "../../../engines/blobs/blobs.ts";
import { AlteredBytes } from "../encryption/frames.ts";
import { ARCHIVE_FRAME_BYTES, compress, decompress, NotSmaller } from "./frames.ts";

async function* chunksOf(bytes: Buffer, sizeBytes: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sizeBytes) yield bytes.subarray(at, at + sizeBytes);
}
async function all(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const stored = (plain: Buffer, chunkBytes = 100_000) => all(compress(chunksOf(plain, chunkBytes), plain.length));
const read = (blob: Buffer, sizeBytes: number, range: ByteRange, chunkBytes = 70_001) =>
  all(
    decompress({ sizeBytes, storedBytes: blob.length }, range, ({ start, end }) =>
      chunksOf(blob.subarray(start, end + 1), chunkBytes),
    ),
  );

/** Three frames, one of chance, and a bit. */
const plain = Buffer.concat([
  Buffer.alloc(ARCHIVE_FRAME_BYTES, "cold and old "),
  randomBytes(ARCHIVE_FRAME_BYTES),
  Buffer.alloc(ARCHIVE_FRAME_BYTES + 17, "more of the same "),
]);
const blob = await stored(plain);

it.each([
  [0, plain.length - 1],
  [0, 0],
  [5, 500],
  [ARCHIVE_FRAME_BYTES - 1, ARCHIVE_FRAME_BYTES],
  [ARCHIVE_FRAME_BYTES + 3, 2 * ARCHIVE_FRAME_BYTES + 3],
  [2 * ARCHIVE_FRAME_BYTES, 3 * ARCHIVE_FRAME_BYTES - 1],
  [plain.length - 1, plain.length - 1],
])("bytes %i to %i", async (start, end) => {
  const expected = plain.subarray(start, end + 1);
  expect((await read(blob, plain.length, { start, end })).equals(expected)).toBe(true);
  expect((await read(blob, plain.length, { start, end }, 5 * ARCHIVE_FRAME_BYTES)).equals(expected)).toBe(true);
});

it("chunks of any size give the same blob", async () => {
  expect(blob.length).toBeLessThan(ARCHIVE_FRAME_BYTES * 1.01);
  expect((await stored(plain, 3 * ARCHIVE_FRAME_BYTES)).equals(blob)).toBe(true);
});

it("a range reads the frames that it touches", async () => {
  let readBytes = 0;
  const source = decompress(
    { sizeBytes: plain.length, storedBytes: blob.length },
    { start: 2.5 * ARCHIVE_FRAME_BYTES, end: 2.5 * ARCHIVE_FRAME_BYTES },
    ({ start, end }) => {
      readBytes += end + 1 - start;
      return chunksOf(blob.subarray(start, end + 1), 1000);
    },
  );
  expect((await all(source)).length).toBe(1);
  expect(readBytes).toBeLessThan(1000);
});

it("what does not shrink is refused", async () => {
  await expect(stored(randomBytes(100))).rejects.toBeInstanceOf(NotSmaller);
  await expect(stored(randomBytes(ARCHIVE_FRAME_BYTES + 1))).rejects.toBeInstanceOf(NotSmaller);
});

it("fewer bytes than expected are never taken for all of them", async () => {
  await expect(all(compress(chunksOf(plain, 1000), plain.length + 1))).rejects.toBeInstanceOf(AlteredBytes);
});

it.each([0, 4, 20, 200, ARCHIVE_FRAME_BYTES - 100])("an altered byte is noticed: %i", async (at) => {
  const altered = Buffer.from(blob);
  altered[at] = (altered[at] ?? 0) ^ 0x40;
  await expect(read(altered, plain.length, { start: 0, end: plain.length - 1 })).rejects.toBeInstanceOf(AlteredBytes);
});

it("an altered index is noticed", async () => {
  const altered = Buffer.from(blob);
  altered.writeDoubleLE(0, blob.length - 16); // the third frame of four
  const start = 2 * ARCHIVE_FRAME_BYTES;
  await expect(read(altered, plain.length, { start, end: start })).rejects.toBeInstanceOf(AlteredBytes);
});
