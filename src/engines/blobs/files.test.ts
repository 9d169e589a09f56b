// Files keep the blob contract; folders are filled and followed by others, leftovers go.
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { blobsContract } from "./contract.ts";
import { openFiles } from "./files.ts";

blobsContract("files", openFiles);

describe("blob files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-files-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("what an interrupted put left is removed at open", async () => {
    await (await openFiles(folder)).close();
    await writeFile(join(folder, "incoming", "leftover"), "half");
    const blobs = await openFiles(folder);
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
    for await (const { id } of blobs.list()) expect.unreachable(id);
    await blobs.close();
  });

  test("a full folder is followed by the next, and reopening goes on in the newest", async () => {
    let blobs = await openFiles(folder);
    for (let n = 0; n < 4_090; n++) await writeFile(join(folder, "stored", "000000", `filler${n}`), "");
    await blobs.close();
    blobs = await openFiles(folder);
    const put = (n: number): Promise<{ id: string }> => blobs.put(Buffer.alloc(70_000, `blob ${n}|`));
    const stored = await Promise.all(Array.from({ length: 20 }, (_, n) => put(n)));
    expect(new Set(stored.map(({ id }) => id.split("-")[0]))).toEqual(new Set(["000000", "000001"]));
    await blobs.close();
    blobs = await openFiles(folder);
    expect((await put(20)).id).toMatch(/^000001-/);
    for (const [n, { id }] of stored.entries())
      expect(Buffer.compare(await buffer(blobs.get(id)), Buffer.alloc(70_000, `blob ${n}|`))).toBe(0);
    await blobs.close();
  });

  test("another format is refused", async () => {
    await writeFile(join(folder, "format"), "forebay blobs 3\n");
    await expect(openFiles(folder)).rejects.toMatchObject({ kind: "corrupt" });
  });
});
