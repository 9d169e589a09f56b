// Packs on a disk that fails: after an error of a write nothing more is acknowledged from the same file, and what stands in it is kept.
import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BlobId, Blobs } from "./blobs.ts";
import { openFiles } from "./files.ts";

/** Thrown once by the next write, when its bytes are in the file, or the next sync of a folder. */
const failing = vi.hoisted((): { write?: string | undefined; folder?: string | undefined } => ({}));

const failed = (code: string): Error => Object.assign(new Error(`${code}: made to fail`), { code });

vi.mock(import("../write-whole.ts"), async (original) => {
  const { writeWhole } = await original();
  return {
    async writeWhole(handle, bytes, position) {
      await writeWhole(handle, bytes, position);
      const code = failing.write;
      failing.write = undefined;
      if (code !== undefined) throw failed(code);
    },
  };
});
vi.mock(import("../sync-folder.ts"), async (original) => {
  const { syncFolder } = await original();
  return {
    async syncFolder(folder) {
      await syncFolder(folder);
      const code = failing.folder;
      failing.folder = undefined;
      if (code !== undefined) throw failed(code);
    },
  };
});

describe("packs on a disk that fails", () => {
  let folder: string;
  let blobs: Blobs;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-packs-failing-"));
    blobs = await openFiles(folder);
  });
  afterEach(async () => {
    failing.write = failing.folder = undefined;
    await blobs.close();
    await rm(folder, { recursive: true });
  });

  const put = async (text: string): Promise<BlobId> => (await blobs.put(Buffer.from(text))).id;
  const get = async (id: BlobId): Promise<string> => String(await buffer(blobs.get(id)));
  const packs = (): Promise<string[]> => readdir(join(folder, "packs"));

  test.each([
    ["EIO", { code: "EIO" }],
    ["ENOSPC", { kind: "disk-full" }],
  ])("after %s the next blob goes into another pack", async (code, expected) => {
    const first = await put("first");
    failing.write = code;
    await expect(put("refused")).rejects.toMatchObject(expected);
    const second = await put("second");
    expect(await packs()).toEqual(["000000.pack", "000001.pack"]);
    await blobs.close();
    blobs = await openFiles(folder);
    expect([await get(first), await get(second)]).toEqual(["first", "second"]);
    const listed: BlobId[] = [];
    for await (const { id } of blobs.list()) listed.push(id);
    expect(listed).toEqual([first, second]);
  });

  test("a full disk does not fill with empty packs", async () => {
    for (let round = 0; round < 3; round++) {
      failing.write = "ENOSPC";
      await expect(put("refused")).rejects.toMatchObject({ kind: "disk-full" });
    }
    expect(await packs()).toEqual([]);
    expect(await get(await put("stored"))).toBe("stored");
  });

  test("a pack that cannot be opened is left at the next put", async () => {
    const first = await put("first");
    await blobs.close();
    blobs = await openFiles(folder);
    failing.folder = "EIO";
    await expect(put("refused")).rejects.toMatchObject({ code: "EIO" });
    expect(await get(await put("second"))).toBe("second");
    expect(await get(first)).toBe("first");
    expect(await packs()).toEqual(["000000.pack", "000001.pack"]);
  });

  test.each([
    ["data", 40 + 10],
    ["header", 0],
  ])("blobs behind one whose %s is damaged stay when the pack is opened again", async (_what, at) => {
    const texts = Array.from({ length: 20 }, (_, n) => `blob ${n} ${"x".repeat(n * 100)}`);
    const ids: BlobId[] = [];
    for (const text of texts) ids.push(await put(text));
    await blobs.close();
    const path = join(folder, "packs", "000000.pack");
    const { size } = await stat(path);
    const handle = await open(path, "r+");
    await handle.write(Buffer.alloc(1), 0, 1, Number.parseInt(ids[5]?.split(".")[1] ?? "", 16) + at);
    await handle.close();
    blobs = await openFiles(folder);
    const later = await put("later");
    for (const [n, id] of ids.entries()) if (n !== 5) expect(await get(id)).toBe(texts[n]);
    expect((await stat(path)).size).toBe(size);
    expect(await get(later)).toBe("later");
  });

  test("a source is ended when no file can be made for it", async () => {
    await rm(join(folder, "incoming"), { recursive: true });
    let hasEnded = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.alloc(50_000);
      } finally {
        hasEnded = true;
      }
    }
    await expect(blobs.put(source())).rejects.toThrow("ENOENT");
    expect(hasEnded).toBe(true);
  });

  test("an id of a size that no packed blob has is none", async () => {
    const id = await put("stored");
    const huge = id.replace(/\.6-/, ".ffffffff-");
    expect(huge).not.toBe(id);
    await expect(get(huge)).rejects.toMatchObject({ kind: "not-found" });
  });
});
