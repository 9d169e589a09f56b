// What every implementation of the log seam must do. Its test calls this with an opener.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Log, LogRecord, StoredRecord } from "./log.ts";

export type OpenLog = (folder: string) => Promise<Log>;

const record = (text: string, timestampMs = 1, key = "k"): LogRecord => ({ key, data: Buffer.from(text), timestampMs });
const textsOf = (records: readonly StoredRecord[]): string[] => records.map(({ data }) => Buffer.from(data).toString());
const positionsOf = (records: readonly StoredRecord[]): number[] => records.map(({ position }) => position);
const ALL = { from: 0, recordsMax: 100_000, sizeMaxBytes: 2 ** 30 };
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at);

export function logContract(name: string, open: OpenLog): void {
  describe(`${name}: the log contract`, () => {
    let folder: string;
    let log: Log;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "forebay-log-"));
      log = await open(folder);
    });
    afterAll(async () => {
      await log.close();
      await rm(folder, { recursive: true });
    });
    appends(() => log);
    reads(() => log);
    times(() => log);
    waits(() => log);
    trims(() => log);
    shards(() => log);
    lifetime(open);
  });
}

function appends(opened: () => Log): void {
  test("records come back in order with dense positions, keys, data and timestamps", async () => {
    await opened().create("a");
    const first = await opened().append("a", [record("one", 10, "schlüssel"), record("", 11, "")]);
    const second = await opened().append("a", [record("three", 12)]);
    expect([first.first, second.first]).toEqual([0, 2]);
    const read = await opened().read("a", ALL);
    expect(read.map(({ position, timestampMs, key, data }) => [position, timestampMs, key, String(data)])).toEqual([
      [0, 10, "schlüssel", "one"],
      [1, 11, "", ""],
      [2, 12, "k", "three"],
    ]);
    expect(await opened().bounds("a")).toEqual({ first: 0, next: 3 });
  });

  test("concurrent appends each stand whole and in the place they were told", async () => {
    await opened().create("concurrent");
    const results = await Promise.all(
      numbers(0, 500).map(async (n) => {
        const records = numbers(0, (n % 3) + 1).map((part) => record(`${n}.${part}`));
        return { n, count: records.length, ...(await opened().append("concurrent", records)) };
      }),
    );
    const read = await opened().read("concurrent", ALL);
    expect(positionsOf(read)).toEqual(numbers(0, read.length));
    for (const { n, count, first } of results)
      expect(textsOf(read.slice(first, first + count))).toEqual(numbers(0, count).map((part) => `${n}.${part}`));
  });

  test("a timestamp that would go back is raised, in the answer too", async () => {
    await opened().create("raised");
    expect((await opened().append("raised", [record("a", 5), record("b", 3)])).timestampsMs).toEqual([5, 5]);
    expect((await opened().append("raised", [record("c", 4), record("d", 7)])).timestampsMs).toEqual([5, 7]);
    expect((await opened().read("raised", ALL)).map(({ timestampMs }) => timestampMs)).toEqual([5, 5, 5, 7]);
  });

  test("an append of nothing answers where the next record would stand", async () => {
    await opened().create("nothing");
    await opened().append("nothing", [record("a")]);
    expect(await opened().append("nothing", [])).toEqual({ first: 1, timestampsMs: [] });
    expect(await opened().bounds("nothing")).toEqual({ first: 0, next: 1 });
  });

  test("records of a mebibyte and appends of ten stand whole", async () => {
    await opened().create("large");
    const data = Buffer.alloc(1024 * 1024, "0123456789");
    await opened().append(
      "large",
      numbers(0, 10).map(() => ({ key: "k", data, timestampMs: 1 })),
    );
    const read = await opened().read("large", ALL);
    expect(read.map((one) => Buffer.compare(one.data, data))).toEqual(numbers(0, 10).map(() => 0));
  });
}

function reads(opened: () => Log): void {
  test("a read begins at its position and ends at either bound, with one record at least", async () => {
    await opened().create("bounds");
    for (const n of numbers(0, 20))
      await opened().append(
        "bounds",
        numbers(0, 5).map((m) => record(`${n}-${m}`.padEnd(9, "."))),
      );
    const read = (from: number, recordsMax: number, sizeMaxBytes: number): Promise<StoredRecord[]> =>
      opened().read("bounds", { from, recordsMax, sizeMaxBytes });
    expect(positionsOf(await read(7, 4, 1_000))).toEqual([7, 8, 9, 10]);
    expect(positionsOf(await read(0, 100, 10))).toEqual([0]);
    expect(positionsOf(await read(0, 100, 39))).toEqual([0, 1, 2]);
    expect(positionsOf(await read(3, 100, 1))).toEqual([3]);
    expect(positionsOf(await read(98, 100, 1_000))).toEqual([98, 99]);
    expect(await read(100, 100, 1_000)).toEqual([]);
    expect(await read(1_000, 100, 1_000)).toEqual([]);
  });
}

function times(opened: () => Log): void {
  test("positionAt finds the first record at or after a time", async () => {
    await opened().create("times");
    for (const n of numbers(0, 100))
      await opened().append("times", [record("x".repeat(2_000), n * 10), record("y", n * 10)]);
    const at = (timestampMs: number): Promise<number> => opened().positionAt("times", timestampMs);
    expect(await Promise.all([-5, 0, 1, 10, 500, 501, 990, 991].map(at))).toEqual([0, 0, 2, 2, 100, 102, 198, 200]);
  });

  test("positionAt of an empty shard is its next position", async () => {
    await opened().create("timeless");
    expect(await opened().positionAt("timeless", 5)).toBe(0);
  });
}

function waits(opened: () => Log): void {
  test("waitFor resolves when the position is written, not before, and when it was", async () => {
    await opened().create("waits");
    let resolved = false;
    const waiting = opened()
      .waitFor("waits", 1, new AbortController().signal)
      .then(() => (resolved = true));
    await opened().append("waits", [record("a")]);
    await new Promise(setImmediate);
    expect(resolved).toBe(false);
    await opened().append("waits", [record("b")]);
    await waiting;
    await opened().waitFor("waits", 0, new AbortController().signal);
  });

  test("waitFor ends when it is aborted or the shard is deleted", async () => {
    await opened().create("waits2");
    const aborting = new AbortController();
    const waiting = opened().waitFor("waits2", 0, aborting.signal);
    const other = opened().waitFor("waits2", 0, new AbortController().signal);
    aborting.abort();
    await waiting;
    await opened().waitFor("waits2", 0, aborting.signal);
    const [deleted] = await Promise.allSettled([other, opened().delete("waits2")]);
    expect(deleted).toMatchObject({ status: "rejected", reason: { kind: "not-found" } });
  });
}

function trims(opened: () => Log): void {
  test("after a trim the rest is readable, times stay monotone and positions go on", async () => {
    await opened().create("trim");
    const data = Buffer.alloc(1024 * 1024);
    for (const n of numbers(0, 150)) await opened().append("trim", [{ key: String(n), data, timestampMs: n }]);
    await opened().trim("trim", 100);
    const { first, next } = await opened().bounds("trim");
    expect(next).toBe(150);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(100);
    expect(positionsOf(await opened().read("trim", ALL))).toEqual(numbers(first, 150));
    expect(await opened().positionAt("trim", 120)).toBe(120);
    await opened().trim("trim", 150);
    expect(await opened().bounds("trim")).toEqual({ first: 150, next: 150 });
    expect(await opened().read("trim", ALL)).toEqual([]);
    expect(await opened().append("trim", [record("later", 3)])).toEqual({ first: 150, timestampsMs: [149] });
    expect(await opened().positionAt("trim", 0)).toBe(150);
  });

  test("readers and writers go on while the shard is trimmed", async () => {
    await opened().create("trimmed");
    const data = Buffer.alloc(256 * 1024);
    let next = 0;
    const write = async (): Promise<void> => {
      for (let n = 0; n < 400; n++)
        next = (await opened().append("trimmed", [{ key: "", data, timestampMs: n }])).first + 1;
    };
    const trim = async (): Promise<void> => {
      for (let done = false; !done; done = next >= 400) await opened().trim("trimmed", next - 2);
    };
    const read = async (): Promise<void> => {
      let last = -1;
      while (last < 399) {
        const records = await opened().read("trimmed", { from: last + 1, recordsMax: 3, sizeMaxBytes: 2 ** 20 });
        for (const { position } of records) {
          expect(position).toBeGreaterThan(last);
          last = position;
        }
        if (records.length === 0) await new Promise(setImmediate);
      }
    };
    await Promise.all([write(), trim(), read()]);
  });
}

function shards(opened: () => Log): void {
  test("shards that are created at once are all there", async () => {
    const names = numbers(0, 20).map((n) => `at once ${n % 15}`);
    await Promise.all(names.map((name) => opened().create(name)));
    for (const name of names) expect(await opened().bounds(name)).toEqual({ first: 0, next: 0 });
  });

  test("an unknown shard is not found; creating twice and deleting twice do nothing", async () => {
    await expect(opened().append("unknown", [record("a")])).rejects.toMatchObject({ kind: "not-found" });
    await expect(opened().read("unknown", ALL)).rejects.toMatchObject({ kind: "not-found" });
    await opened().create("again");
    await opened().append("again", [record("a")]);
    await opened().create("again");
    expect(await opened().bounds("again")).toEqual({ first: 0, next: 1 });
    await Promise.all([opened().delete("again"), opened().delete("again")]);
    await opened().delete("again");
    await expect(opened().bounds("again")).rejects.toMatchObject({ kind: "not-found" });
    await opened().create("again");
    expect(await opened().bounds("again")).toEqual({ first: 0, next: 0 });
  });

  test("an append that races with a deletion is either done or not found", async () => {
    await opened().create("race");
    await opened().append("race", [record("a")]);
    const outcomes = await Promise.allSettled([
      opened().append("race", [record("b")]),
      opened().delete("race"),
      opened().append("race", [record("c")]),
    ]);
    expect(outcomes[1]).toMatchObject({ status: "fulfilled" });
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ kind: "not-found" });
  });

  test("ten thousand shards live side by side", async () => {
    const names = numbers(0, 10_000).map((n) => `many/${n}`);
    await Promise.all(names.map((name) => opened().create(name)));
    const some = names.filter((_, n) => n % 20 === 0);
    await Promise.all(some.map((name) => opened().append(name, [record(name)])));
    for (const name of some) expect(textsOf(await opened().read(name, ALL))).toEqual([name]);
    expect(await opened().bounds("many/9999")).toEqual({ first: 0, next: 0 });
  });
}

function lifetime(open: OpenLog): void {
  test("what was appended is there after reopening; a closed log refuses", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-log-"));
    let log = await open(folder);
    for (const name of ["kept", "dropped", "empty"]) await log.create(name);
    for (const n of numbers(0, 300)) await log.append("kept", [record(`${n}`, n), record("x".repeat(n * 10), n)]);
    const before = await log.read("kept", ALL);
    await log.append("dropped", [record("a")]);
    await log.delete("dropped");
    await log.close();
    await log.close();
    await expect(log.append("kept", [record("a")])).rejects.toMatchObject({ kind: "closed" });
    await expect(log.read("kept", ALL)).rejects.toMatchObject({ kind: "closed" });

    log = await open(folder);
    await expect(log.bounds("dropped")).rejects.toMatchObject({ kind: "not-found" });
    expect(await log.bounds("empty")).toEqual({ first: 0, next: 0 });
    expect(await log.read("kept", ALL)).toEqual(before);
    for (const from of [0, 1, 77, 300, 599, 600])
      expect(await log.read("kept", { from, recordsMax: 5, sizeMaxBytes: 1_000_000 })).toEqual(
        before.slice(from, from + 5),
      );
    for (const timestampMs of [0, 1, 150, 299]) expect(await log.positionAt("kept", timestampMs)).toBe(timestampMs * 2);
    expect(await log.append("kept", [record("after", 0)])).toEqual({ first: 600, timestampsMs: [299] });
    expect(textsOf(await log.read("kept", { ...ALL, from: 599 }))).toEqual(["x".repeat(2_990), "after"]);
    await log.close();
    await rm(folder, { recursive: true });
  });
}
