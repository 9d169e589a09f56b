// What every implementation of the key-value seam must do. Its test calls this with an opener.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Entry, Key, KeyValue, PageEntry, Range, Reads } from "./keyvalue.ts";

export type OpenKeyValue = (folder: string) => Promise<KeyValue>;

const bytes = (text: string): Buffer => Buffer.from(text);

async function keysOf(reads: Reads, range: Range): Promise<Key[]> {
  const keys: Key[] = [];
  for await (const { key } of reads.scan(range)) keys.push(key);
  return keys;
}

async function textOf(reads: Reads, key: Key): Promise<string | undefined> {
  const value = await reads.get(key);
  return value && Buffer.from(value).toString();
}

const putAll = (keyvalue: KeyValue, keys: readonly Key[]): Promise<void> =>
  keyvalue.transact((transaction) => {
    for (const key of keys) transaction.put(key, bytes(key.join("/")));
  });

export function keyValueContract(name: string, open: OpenKeyValue): void {
  describe(`${name}: the key-value contract`, () => {
    let folder: string;
    let keyvalue: KeyValue;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "forebay-keyvalue-"));
      keyvalue = await open(folder);
    });
    afterAll(async () => {
      await keyvalue.close();
      await rm(folder, { recursive: true });
    });
    readsAndWrites(() => keyvalue);
    scans(() => keyvalue);
    conflicts(() => keyvalue);
    lifetime(open);
  });
}

function readsAndWrites(opened: () => KeyValue): void {
  test("a committed write is read, an absent key is undefined, an empty value is a value", async () => {
    await opened().transact((transaction) => {
      transaction.put(["rw", 1], bytes("one"));
      transaction.put(["rw", 2], bytes(""));
    });
    expect(await textOf(opened(), ["rw", 1])).toBe("one");
    expect(await opened().get(["rw", 2])).toHaveLength(0);
    expect(await opened().get(["rw", 3])).toBeUndefined();
  });

  test("values of many sizes come back byte for byte", async () => {
    const sizes = [1, 100, 4_000, 8_192, 40_000, 1_000_000];
    await opened().transact((transaction) => {
      for (const size of sizes) transaction.put(["sizes", size], Buffer.alloc(size, `${size}.`));
    });
    for (const size of sizes)
      expect(Buffer.compare((await opened().get(["sizes", size])) ?? bytes(""), Buffer.alloc(size, `${size}.`))).toBe(
        0,
      );
  });

  test("a transaction sees its own writes, others do not before the commit", async () => {
    await putAll(opened(), [
      ["own", "a"],
      ["own", "b"],
    ]);
    await opened().transact(async (transaction) => {
      transaction.put(["own", "b"], bytes("new"));
      transaction.put(["own", "c"], bytes("c"));
      transaction.delete(["own", "a"]);
      expect(await textOf(transaction, ["own", "b"])).toBe("new");
      expect(await transaction.get(["own", "a"])).toBeUndefined();
      expect(await keysOf(transaction, { prefix: ["own"] })).toEqual([
        ["own", "b"],
        ["own", "c"],
      ]);
      expect(await keysOf(transaction, { prefix: ["own"], reverse: true })).toEqual([
        ["own", "c"],
        ["own", "b"],
      ]);
      expect(await keysOf(opened(), { prefix: ["own"] })).toEqual([
        ["own", "a"],
        ["own", "b"],
      ]);
    });
    expect(await keysOf(opened(), { prefix: ["own"] })).toEqual([
      ["own", "b"],
      ["own", "c"],
    ]);
  });

  test("a throw commits nothing and is rethrown", async () => {
    const failure = new Error("no");
    const failing = opened().transact((transaction) => {
      transaction.put(["thrown"], bytes("x"));
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await opened().get(["thrown"])).toBeUndefined();
  });

  test("a key that is too long is refused as invalid and nothing is committed", async () => {
    const failing = opened().transact((transaction) => {
      transaction.put(["long", 1], bytes("x"));
      transaction.put(["long", "x".repeat(5_000)], bytes("x"));
    });
    await expect(failing).rejects.toMatchObject({ kind: "invalid" });
    expect(await keysOf(opened(), { prefix: ["long"] })).toEqual([]);
  });

  test("changing the bytes after put does not change what is stored", async () => {
    const value = bytes("before");
    const committed = opened().transact((transaction) => transaction.put(["copied"], value));
    value.fill("x");
    await committed;
    expect(await textOf(opened(), ["copied"])).toBe("before");
  });
}

function scans(opened: () => KeyValue): void {
  const keys: Key[] = [-2, -1.5, 0, 1, 1n, 2, 10, "", "a", "a\0", "a/b", "b", "é", "\u{1f600}"].map((part) => [
    "scan",
    part,
  ]);
  const around: Key[] = [["scam"], ["scan\0", 1], ["scan0", 1]];

  test("a prefix's keys come in order, forwards and backwards, and no others", async () => {
    await putAll(opened(), [...keys, ...around].toReversed());
    expect(await keysOf(opened(), { prefix: ["scan"] })).toEqual(keys);
    expect(await keysOf(opened(), { prefix: ["scan"], reverse: true })).toEqual(keys.toReversed());
    expect(await keysOf(opened(), { prefix: ["scan", "a"] })).toEqual([["scan", "a"]]);
    expect(await keysOf(opened(), { prefix: ["sca"] })).toEqual([]);
  });

  test("after, from and limit bound a scan in both directions", async () => {
    for (const [at, key] of keys.entries()) {
      expect(await keysOf(opened(), { prefix: ["scan"], after: key })).toEqual(keys.slice(at + 1));
      expect(await keysOf(opened(), { prefix: ["scan"], from: key })).toEqual(keys.slice(at));
      expect(await keysOf(opened(), { prefix: ["scan"], from: key, limit: 2 })).toEqual(keys.slice(at, at + 2));
      expect(await keysOf(opened(), { prefix: ["scan"], after: key, reverse: true })).toEqual(
        keys.slice(0, at).toReversed(),
      );
      expect(await keysOf(opened(), { prefix: ["scan"], from: key, reverse: true, limit: 3 })).toEqual(
        keys
          .slice(0, at + 1)
          .toReversed()
          .slice(0, 3),
      );
    }
    expect(await keysOf(opened(), { prefix: ["scan"], after: ["zzz"] })).toEqual([]);
    expect(await keysOf(opened(), { prefix: ["scan"], from: ["aaa"] })).toEqual(keys);
    expect(await keysOf(opened(), { prefix: ["scan"], limit: 0 })).toEqual([]);
  });

  test("pages hold what a scan yields, without the prefix; their values are read where they stand", async () => {
    const range: Range = { prefix: ["scan"], after: keys[1] };
    for (const [limit, firstPage] of [
      [Infinity, 1],
      [7, 2],
      [7, 100],
      [0, 5],
    ] as const) {
      const found: PageEntry<string>[] = [];
      for await (const page of opened().pages({ ...range, limit }, firstPage, (bytes) => bytes.toString()))
        found.push(...page);
      const expected = keys.slice(2, 2 + limit).map((key) => ({ rest: key.slice(1), value: key.join("/") }));
      expect(found).toEqual(expected);
    }
    const sizes: number[] = [];
    for await (const page of opened().pages({ prefix: ["scan"] }, 2, () => null)) sizes.push(page.length);
    expect(sizes).toEqual([2, 8, 4]);
  });

  test("a throw while pages are read is thrown, and later reads are whole", async () => {
    const failing = async (): Promise<void> => {
      for await (const page of opened().pages({ prefix: ["scan"] }, 2, () => {
        throw new Error("unreadable");
      }))
        expect(page).toBeUndefined();
    };
    await expect(failing()).rejects.toThrow("unreadable");
    expect(await textOf(opened(), ["scan", "a"])).toBe("scan/a");
  });

  test("a scan of many pages is whole, also while a transaction deletes what it scans", async () => {
    const many: Key[] = Array.from({ length: 3_000 }, (_, at) => ["many", at]);
    await putAll(opened(), many);
    expect(await keysOf(opened(), { prefix: ["many"] })).toEqual(many);
    const deleted = await opened().transact(async (transaction) => {
      let count = 0;
      for await (const { key } of transaction.scan({ prefix: ["many"] })) {
        transaction.delete(key);
        count++;
      }
      return count;
    });
    expect(deleted).toBe(3_000);
    expect(await keysOf(opened(), { prefix: ["many"] })).toEqual([]);
  });

  test("a limit inside a transaction counts what its writes leave", async () => {
    const some: Key[] = Array.from({ length: 100 }, (_, at) => ["left", at]);
    await putAll(opened(), some);
    await opened().transact(async (transaction) => {
      for (const key of some.slice(0, 60)) transaction.delete(key);
      transaction.put(["left", 60.5], bytes("x"));
      expect(await keysOf(transaction, { prefix: ["left"], limit: 3 })).toEqual([
        ["left", 60],
        ["left", 60.5],
        ["left", 61],
      ]);
    });
  });
}

function conflicts(opened: () => KeyValue): void {
  const increment = (): Promise<void> =>
    opened().transact(async (transaction) => {
      const count = Number((await textOf(transaction, ["counter"])) ?? 0);
      transaction.put(["counter"], bytes(String(count + 1)));
    });

  test("no increment of a counter is lost to another one", async () => {
    await Promise.all(Array.from({ length: 300 }, increment));
    expect(await textOf(opened(), ["counter"])).toBe("300");
  });

  /** Runs a transaction whose first attempt is overtaken by `other`; returns how often its body ran. */
  async function overtaken(read: (reads: Reads) => Promise<unknown>, other: () => Promise<unknown>): Promise<number> {
    let runs = 0;
    await opened().transact(async (transaction) => {
      await read(transaction);
      if (runs++ === 0) await other();
      transaction.put(["overtaken"], bytes(String(runs)));
    });
    return runs;
  }
  const put = (key: Key, value = "x"): Promise<void> =>
    opened().transact((transaction) => transaction.put(key, bytes(value)));

  test("a changed, created or deleted key that was read runs the body again", async () => {
    await put(["read", 1], "old");
    expect(
      await overtaken(
        (reads) => reads.get(["read", 1]),
        () => put(["read", 1], "new"),
      ),
    ).toBe(2);
    expect(
      await overtaken(
        (reads) => reads.get(["read", 2]),
        () => put(["read", 2]),
      ),
    ).toBe(2);
    const drop = (): Promise<void> => opened().transact((transaction) => transaction.delete(["read", 1]));
    expect(await overtaken((reads) => reads.get(["read", 1]), drop)).toBe(2);
  });

  test("a phantom in a scanned range runs the body again, one beyond what the scan took does not", async () => {
    await putAll(opened(), [
      ["phantom", 1],
      ["phantom", 5],
      ["phantom", 9],
    ]);
    const scan = (range: Omit<Range, "prefix">) => (reads: Reads) => keysOf(reads, { prefix: ["phantom"], ...range });
    expect(await overtaken(scan({}), () => put(["phantom", 3]))).toBe(2);
    expect(await overtaken(scan({}), () => put(["phantom", 99]))).toBe(2);
    expect(await overtaken(scan({ limit: 2 }), () => put(["phantom", 7]))).toBe(1);
    expect(await overtaken(scan({ reverse: true, limit: 2 }), () => put(["phantom", 50]))).toBe(2);
    expect(await overtaken(scan({ reverse: true, limit: 2 }), () => put(["phantom", 2]))).toBe(1);
    expect(await overtaken(scan({ after: ["phantom", 50] }), () => put(["phantom", 4]))).toBe(1);
  });

  test("a body that threw for what has changed since runs again", async () => {
    await put(["pair", "a"], "1");
    await put(["pair", "b"], "1");
    let runs = 0;
    await opened().transact(async (transaction) => {
      const a = await textOf(transaction, ["pair", "a"]);
      if (runs++ === 0)
        await opened().transact((other) => {
          other.put(["pair", "a"], bytes("2"));
          other.put(["pair", "b"], bytes("2"));
        });
      if (a !== (await textOf(transaction, ["pair", "b"]))) throw new Error("half of a transaction");
    });
    expect(runs).toBe(2);
  });

  test("a transaction that always loses fails with conflict", async () => {
    let runs = 0;
    const losing = opened().transact(async (transaction) => {
      await transaction.get(["lost"]);
      await put(["lost"], String(runs++));
      transaction.put(["lost"], bytes("won"));
    });
    await expect(losing).rejects.toMatchObject({ kind: "conflict" });
  });
}

function lifetime(open: OpenKeyValue): void {
  test("what was committed is there after reopening; a closed engine refuses", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-keyvalue-"));
    const before = await open(folder);
    await putAll(before, [
      ["kept", 1],
      ["kept", "\u{1f600}"],
    ]);
    await before.close();
    await before.close();
    await expect(before.get(["kept", 1])).rejects.toMatchObject({ kind: "closed" });
    await expect(putAll(before, [["kept", 2]])).rejects.toMatchObject({ kind: "closed" });
    const after = await open(folder);
    const entries: Entry[] = [];
    for await (const entry of after.scan({ prefix: [] })) entries.push(entry);
    expect(entries.map(({ key }) => key)).toEqual([
      ["kept", 1],
      ["kept", "\u{1f600}"],
    ]);
    await after.close();
    await rm(folder, { recursive: true });
  });
}
