// What every implementation of the blob seam must do. Its test calls this with an opener.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BlobId, Blobs, ByteRange } from "./blobs.ts";

export type OpenBlobs = (folder: string) => Promise<Blobs>;

const SIZES = [0, 1, 1_000, 65_536, 262_143, 262_144, 262_145, 1_048_576, 5_000_001];

/** Bytes that differ at every place near each other, so that a wrong offset shows. */
const pattern = (size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at++) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16)) & 0xff;
  return bytes;
};

async function* chunked(bytes: Buffer, size: number): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function blobsContract(name: string, open: OpenBlobs): void {
  describe(`${name}: the blob contract`, () => {
    let folder: string;
    let blobs: Blobs;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "forebay-blobs-"));
      blobs = await open(folder);
    });
    afterAll(async () => {
      await blobs.close();
      await rm(folder, { recursive: true });
    });
    putsAndGets(() => blobs);
    failures(() => blobs);
    removals(() => blobs);
    lifetime(open);
  });
}

const read = (blobs: Blobs, id: BlobId, range?: ByteRange): Promise<Buffer> => buffer(blobs.get(id, range));

function putsAndGets(opened: () => Blobs): void {
  test("bytes and streams of many sizes come back byte for byte", async () => {
    const whole = pattern(Math.max(...SIZES));
    for (const size of SIZES) {
      const bytes = whole.subarray(0, size);
      for (const source of [bytes, chunked(bytes, 65_536), chunked(bytes, 999_983)]) {
        const { id, sizeBytes } = await opened().put(source);
        expect(sizeBytes).toBe(size);
        expect(Buffer.compare(await read(opened(), id), bytes)).toBe(0);
      }
    }
  });

  test("ranges count both ends in and stop where the blob stops", async () => {
    const bytes = pattern(600_000);
    const { id } = await opened().put(bytes);
    for (const [start, end] of [
      [0, 0],
      [0, 262_143],
      [1, 262_144],
      [262_143, 262_145],
      [100, 599_999],
      [599_999, 599_999],
      [599_000, 700_000],
    ] as const)
      expect(Buffer.compare(await read(opened(), id, { start, end }), bytes.subarray(start, end + 1))).toBe(0);
  });

  test("ids tell nothing of each other and are never given twice", async () => {
    const ids = await Promise.all(Array.from({ length: 200 }, async () => (await opened().put(Buffer.from("x"))).id));
    expect(new Set(ids).size).toBe(200);
    for (const id of ids) expect(id).toMatch(/[0-9a-f]{32}/);
  });

  test("concat joins in order; of one blob it is a copy that lives on its own", async () => {
    const parts = [pattern(300_000), Buffer.alloc(0), pattern(70_000), pattern(5)];
    const ids = await Promise.all(parts.map(async (part) => (await opened().put(part)).id));
    const joined = await opened().concat(ids);
    expect(joined.sizeBytes).toBe(370_005);
    expect(Buffer.compare(await read(opened(), joined.id), Buffer.concat(parts))).toBe(0);
    const copy = await opened().concat([ids[0] ?? ""]);
    expect(copy.sizeBytes).toBe(300_000);
    await opened().delete(ids[0] ?? "");
    expect(Buffer.compare(await read(opened(), copy.id), pattern(300_000))).toBe(0);
    expect(await opened().concat([])).toMatchObject({ sizeBytes: 0 });
  });

  test("pieces of a reserved blob become one, in whatever order they came", async () => {
    const bytes = pattern(1_500_005);
    const at = [500_000, 1_000_000, 0, 1_500_000];
    const reserved = await opened().reserve();
    const pieces = new Map<number, BlobId>();
    await Promise.all(
      at.map(async (offset) => {
        const part = bytes.subarray(offset, offset + 500_000);
        const source = offset === 0 ? part : chunked(part, 70_001);
        pieces.set(offset, (await opened().putPiece(reserved, offset, source)).id);
      }),
    );
    const inOrder = at.toSorted((a, b) => a - b).map((offset) => pieces.get(offset) ?? "");
    for (const [isSettled, ids] of [
      [true, inOrder],
      [false, inOrder],
      [true, inOrder.slice(0, 2)],
      [true, [inOrder[3] ?? "", inOrder[0] ?? ""]],
    ] as const) {
      const { id, sizeBytes } = await opened().concat(ids, isSettled);
      const expected = Buffer.concat(
        ids.map((piece) => {
          const offset = inOrder.indexOf(piece) * 500_000;
          return bytes.subarray(offset, offset + 500_000);
        }),
      );
      expect(sizeBytes).toBe(expected.length);
      expect(Buffer.compare(await read(opened(), id), expected)).toBe(0);
    }
    const { id } = await opened().concat(inOrder, true);
    for (const piece of inOrder) await opened().delete(piece);
    expect(Buffer.compare(await read(opened(), (await opened().concat(inOrder)).id), bytes)).toBe(0);
    await opened().delete(reserved);
    expect(Buffer.compare(await read(opened(), id), bytes)).toBe(0);
    await expect(opened().putPiece(reserved, 0, Buffer.from("x"))).rejects.toMatchObject({ kind: "not-found" });
    await expect(opened().concat(inOrder, true)).rejects.toMatchObject({ kind: "not-found" });
  });

  test("a local path, where there is one, holds the whole blob whatever the range", async () => {
    const { id } = await opened().put(pattern(1_000));
    const stream = opened().get(id, { start: 5, end: 6 });
    if (stream.localPath !== undefined)
      expect(Buffer.compare(await readFile(stream.localPath), pattern(1_000))).toBe(0);
    stream.destroy();
  });
}

async function idsOf(blobs: Blobs): Promise<Set<BlobId>> {
  const ids = new Set<BlobId>();
  for await (const { id } of blobs.list()) ids.add(id);
  return ids;
}

function failures(opened: () => Blobs): void {
  test("a source that throws leaves nothing behind and its error is rethrown", async () => {
    const before = await idsOf(opened());
    const failure = new Error("the client went away");
    async function* failing(): AsyncIterable<Buffer> {
      yield pattern(3_000_000);
      throw failure;
    }
    await expect(opened().put(failing())).rejects.toBe(failure);
    expect(await idsOf(opened())).toEqual(before);
  });

  test("what is not there is not found, whatever its name", async () => {
    for (const id of ["", "x", "../../etc/passwd", `000000-${"0".repeat(32)}`, `000000-${"0".repeat(31)}/`]) {
      await expect(read(opened(), id)).rejects.toMatchObject({ kind: "not-found" });
      await expect(opened().concat([id])).rejects.toMatchObject({ kind: "not-found" });
      await expect(opened().concat([id, id])).rejects.toMatchObject({ kind: "not-found" });
      await opened().delete(id);
    }
  });

  test("streams that are not read, or not to their end, can be destroyed", async () => {
    const { id } = await opened().put(pattern(2_000_000));
    const unread = opened().get(id);
    const half = opened().get(id);
    for await (const chunk of half) if (chunk) break;
    unread.destroy();
    expect([unread.destroyed, half.destroyed]).toEqual([true, true]);
  });
}

function removals(opened: () => Blobs): void {
  test("a deleted blob is gone, twice too; an open stream goes on to its end", async () => {
    const { id } = await opened().put(pattern(2_000_000));
    const stream = opened().get(id);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) {
      if (chunks.length === 0) await opened().delete(id);
      chunks.push(chunk as Buffer);
    }
    expect(Buffer.compare(Buffer.concat(chunks), pattern(2_000_000))).toBe(0);
    await opened().delete(id);
    await expect(read(opened(), id)).rejects.toMatchObject({ kind: "not-found" });
    expect(await idsOf(opened())).not.toContain(id);
  });

  test("list tells of every blob, also of a copy, when it was written", async () => {
    const { id } = await opened().put(Buffer.from("x"));
    const copy = await opened().concat([id]);
    const times = new Map<BlobId, number>();
    for await (const { id, writtenAtMs } of opened().list()) times.set(id, writtenAtMs);
    expect(times.get(id)).toBeGreaterThan(Date.UTC(2020, 0));
    expect(times.get(copy.id)).toBeGreaterThanOrEqual(times.get(id) ?? Infinity);
  });
}

function lifetime(open: OpenBlobs): void {
  test("blobs are there after reopening; a closed engine refuses", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-blobs-"));
    let blobs = await open(folder);
    const { id } = await blobs.put(pattern(100_000));
    await blobs.close();
    await blobs.close();
    await expect(blobs.put(Buffer.from("x"))).rejects.toMatchObject({ kind: "closed" });
    blobs = await open(folder);
    expect(Buffer.compare(await read(blobs, id), pattern(100_000))).toBe(0);
    expect(await idsOf(blobs)).toEqual(new Set([id]));
    await blobs.close();
    await rm(folder, { recursive: true });
  });
}
