// Segments keep the log contract, and nothing torn is seen of them.
import { mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { logContract } from "./contract.ts";
import { openSegments } from "./segments.ts";

logContract("segments", openSegments);

describe("segment files", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-segments-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const segment = async (): Promise<string> => {
    const names = await readdir(join(folder, "shards", "1"));
    return join(folder, "shards", "1", names.toSorted().at(-1) ?? "");
  };

  /** Ten appends of one record; returns where each of them ends in the file. */
  async function filled(): Promise<number[]> {
    const log = await openSegments(folder);
    await log.create("shard");
    const ends: number[] = [64];
    for (let n = 0; n < 10; n++) {
      await log.append("shard", [{ key: "k", data: Buffer.alloc(100, n + 1), timestampMs: n }]);
      ends.push((ends.at(-1) ?? 0) + 28 + 16 + 1 + 100);
    }
    await log.close();
    return ends;
  }

  async function write(at: number, bytes: Buffer): Promise<void> {
    const handle = await open(await segment(), "r+");
    await handle.write(bytes, 0, bytes.length, at);
    await handle.close();
  }

  async function positions(): Promise<number[]> {
    const log = await openSegments(folder);
    const records = await log.read("shard", { from: 0, recordsMax: 100, sizeMaxBytes: 1e6 });
    const { first } = await log.append("shard", [{ key: "k", data: Buffer.from("next"), timestampMs: 0 }]);
    expect(first).toBe(records.length);
    const again = await log.read("shard", { from: first, recordsMax: 100, sizeMaxBytes: 1e6 });
    expect(again.map(({ data }) => String(data))).toEqual(["next"]);
    await log.close();
    return records.map(({ position }) => position);
  }

  test("every byte of the last frame that is torn off hides it and nothing before it", async () => {
    const ends = await filled();
    for (const missing of [1, 50, 100, 116, 117, 120, 140, 144]) {
      await rm(folder, { recursive: true });
      await filled();
      await write((ends[10] ?? 0) - missing, Buffer.alloc(missing));
      expect(await positions()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }
  });

  test("a file cut short in a frame or its header ends before that frame", async () => {
    for (const kept of [1, 27, 28, 29, 144]) {
      await rm(folder, { recursive: true, force: true });
      const ends = await filled();
      const handle = await open(await segment(), "r+");
      await handle.truncate((ends[4] ?? 0) + kept);
      await handle.close();
      expect(await positions()).toEqual([0, 1, 2, 3]);
    }
  });

  test("one flipped bit hides the frame", async () => {
    const ends = await filled();
    await write((ends[9] ?? 0) + 60, Buffer.of(0xff));
    expect(await positions()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test("a length out of torn bytes asks for no memory", async () => {
    const ends = await filled();
    await write((ends[10] ?? 0) + 4, Buffer.of(0xff, 0xff, 0xff, 0xff, 1, 2, 3));
    expect(await positions()).toHaveLength(10);
  });

  test("a header that is not a segment's is corrupt, not empty", async () => {
    await filled();
    await write(0, Buffer.from("nonsense"));
    const log = await openSegments(folder);
    await expect(log.bounds("shard")).rejects.toMatchObject({ kind: "corrupt" });
    await log.close();
  });

  test("a torn line at the registry's end is as if it were not there", async () => {
    await filled();
    const handle = await open(join(folder, "registry"), "a");
    await handle.write('00000000 create 7 "torn');
    await handle.close();
    const log = await openSegments(folder);
    await expect(log.bounds("torn")).rejects.toMatchObject({ kind: "not-found" });
    expect(await log.bounds("shard")).toEqual({ first: 0, next: 10 });
    await log.create("new");
    await log.close();
    const again = await openSegments(folder);
    expect(await again.bounds("new")).toEqual({ first: 0, next: 0 });
    await again.close();
  });

  test("a segment that is full is followed by the next, and gives back what it was written ahead", async () => {
    const log = await openSegments(folder);
    await log.create("shard");
    const data = Buffer.alloc(1024 * 1024);
    for (let n = 0; n < 70; n++) await log.append("shard", [{ key: "k", data, timestampMs: n }]);
    await log.close();
    const names = (await readdir(join(folder, "shards", "1"))).toSorted();
    expect(names).toEqual(["0000000000000000.segment", "0000000000000064.segment"]);
    const { size } = await stat(join(folder, "shards", "1", "0000000000000000.segment"));
    expect(size).toBe(64 + 64 * (28 + 16 + 1 + 1024 * 1024));
  });
});
