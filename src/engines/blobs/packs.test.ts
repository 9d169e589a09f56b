// Packs of small blobs: space comes back, ids stay, torn and altered bytes are never answered, old folders go on.
import { mkdtemp, open, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { BlobId, Blobs } from "./blobs.ts";
import { openFiles } from "./files.ts";

const SIZE_BYTES = 30_000;
const A_PACK = 600;

describe("packs of small blobs", () => {
  let folder: string;
  let blobs: Blobs;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-packs-"));
    blobs = await openFiles(folder);
  });
  afterEach(async () => {
    await blobs.close();
    await rm(folder, { recursive: true });
  });

  const put = async (n: number): Promise<BlobId> => (await blobs.put(Buffer.alloc(SIZE_BYTES, `blob ${n}|`))).id;
  const isWhole = async (id: BlobId, n: number): Promise<boolean> =>
    (await buffer(blobs.get(id))).equals(Buffer.alloc(SIZE_BYTES, `blob ${n}|`));
  const reopen = async (): Promise<void> => {
    await blobs.close();
    blobs = await openFiles(folder);
  };
  const pack = (name: string): string => join(folder, "packs", name);
  const ids = async (): Promise<BlobId[]> => {
    const found: BlobId[] = [];
    for await (const { id } of blobs.list()) found.push(id);
    return found;
  };

  test("what is deleted of a full pack is given back, and the others are where they were", async () => {
    const stored = await Promise.all(Array.from({ length: A_PACK }, (_, n) => put(n)));
    await put(A_PACK);
    expect(await readdir(join(folder, "packs"))).toEqual(["000000.pack", "000001.pack"]);
    const before = (await stat(pack("000000.pack"))).blocks;
    for (const [n, id] of stored.entries()) if (n % 3 !== 0) await blobs.delete(id);
    await reopen(); // rewriting has ended
    expect((await stat(pack("000000.pack"))).blocks).toBeLessThan(before * 0.6);
    for (const [n, id] of stored.entries()) {
      if (n % 3 === 0) expect(await isWhole(id, n)).toBe(true);
      else await expect(buffer(blobs.get(id))).rejects.toMatchObject({ kind: "not-found" });
    }
    expect(new Set(await ids()).size).toBe(A_PACK / 3 + 1);
    for (const id of stored) await blobs.delete(id);
    await ids();
    await reopen();
    expect(await readdir(join(folder, "packs"))).toEqual(["000001.pack"]);
  });

  test("a torn end is cut off, and writing goes on after what is whole", async () => {
    const [first, second] = [await put(1), await put(2)];
    await blobs.close();
    const size = (await stat(pack("000000.pack"))).size;
    await truncate(pack("000000.pack"), size - 100);
    blobs = await openFiles(folder);
    const third = await put(3);
    expect([await isWhole(first, 1), await isWhole(third, 3)]).toEqual([true, true]);
    await expect(buffer(blobs.get(second))).rejects.toMatchObject({ kind: "not-found" });
    expect(await ids()).toEqual([first, third]);
  });

  test("bytes that changed on disk, or are missing, are an error", async () => {
    const [first, second] = [await put(1), await put(2)];
    await reopen();
    const handle = await open(pack("000000.pack"), "r+");
    await handle.write("altered", 500);
    await handle.close();
    await expect(buffer(blobs.get(first))).rejects.toMatchObject({ kind: "corrupt" });
    await truncate(pack("000000.pack"), 40_000);
    await expect(buffer(blobs.get(second))).rejects.toMatchObject({ kind: "corrupt" });
    await reopen();
    await rm(pack("000000.pack"));
    await expect(buffer(blobs.get(first))).rejects.toMatchObject({ kind: "not-found" });
  });

  test("a pack that cannot be read to its end is not written anew", async () => {
    const stored = await Promise.all(Array.from({ length: A_PACK }, (_, n) => put(n)));
    await put(A_PACK);
    await blobs.close();
    const handle = await open(pack("000000.pack"), "r+");
    await handle.write(Buffer.alloc(1), 0, 1, 30_040 * 400); // where the frame of the 401st begins
    await handle.close();
    blobs = await openFiles(folder);
    for (const id of stored.slice(0, 300)) await blobs.delete(id);
    await reopen();
    expect(await isWhole(stored[A_PACK - 1] ?? "", A_PACK - 1)).toBe(true);
    expect(await isWhole(stored[350] ?? "", 350)).toBe(true);
    expect(await readdir(join(folder, "packs"))).toEqual(["000000.pack", "000001.pack"]);
  });

  test("a folder from before packs is taken over with its blobs", async () => {
    await blobs.close();
    await rm(join(folder, "packs"), { recursive: true });
    await writeFile(join(folder, "format"), "forebay blobs 1\n");
    const id = `000000-${"a".repeat(32)}`;
    await writeFile(join(folder, "stored", "000000", "a".repeat(32)), "stored before");
    blobs = await openFiles(folder);
    expect(String(await buffer(blobs.get(id)))).toBe("stored before");
    expect(await readFile(join(folder, "format"), "utf8")).toBe("forebay blobs 2\n");
    await put(1);
    expect(await ids()).toHaveLength(2);
  });
});
