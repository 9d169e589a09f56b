// Typed tables: rows survive storing, old shapes upgrade, keys lose and gain the table's name.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { KeyValue } from "./keyvalue.ts";
import { openLmdb } from "./lmdb.ts";
import { table } from "./table.ts";

interface First {
  name: string;
}
interface Second {
  names: string[];
}
interface Third {
  names: string[];
  count: number;
}

const rowValue = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.double({ noNaN: true }).map((some) => some + 0),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ maxLength: 300 }).map((some) => Buffer.from(some)),
  fc.bigInt(),
);

describe("tables", () => {
  let folder: string;
  let keyvalue: KeyValue;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-table-"));
    keyvalue = await openLmdb(folder);
  });
  afterAll(async () => {
    await keyvalue.close();
    await rm(folder, { recursive: true });
  });

  test("rows with dates, bytes, bigints and nested values come back as they were", async () => {
    const row = fc.dictionary(
      fc.string({ maxLength: 5 }).filter((name) => name !== "__proto__"),
      fc.oneof(
        rowValue,
        fc.array(rowValue),
        fc.dictionary(fc.constantFrom("a", "b", "1"), rowValue, { noNullPrototype: true }),
      ),
    );
    const any = table<Record<string, unknown>>({ name: "test.any", version: 1, upgrades: {} });
    await fc.assert(
      fc.asyncProperty(row, async (one) => {
        await keyvalue.transact((transaction) => any.put(transaction, ["row"], one));
        expect(await any.get(keyvalue, ["row"])).toStrictEqual({ ...one });
      }),
      { numRuns: 300 },
    );
  });

  test("a reader gives the members it is asked for, as a whole read does", async () => {
    const names = ["a", "etag", "sizeBytes", "nested", "absent"] as const;
    const nested = fc.dictionary(fc.constantFrom("a", "b", "1", "__proto__x"), rowValue, { noNullPrototype: true });
    const row = fc.dictionary(
      fc.constantFrom("a", "b", "etag", "gate", "sizeBytes", "nested", "x".repeat(40), "ä"),
      fc.oneof(rowValue, fc.array(rowValue, { maxLength: 40 }), nested),
    );
    const picked = table<Partial<Record<string, unknown>>>({ name: "test.picked", version: 1, upgrades: {} });
    const read = picked.reader(names);
    await fc.assert(
      fc.asyncProperty(row, async (one) => {
        await keyvalue.transact((transaction) => picked.put(transaction, ["row"], one));
        for await (const [entry] of read(keyvalue, { prefix: [] }, 10))
          expect(entry).toEqual({
            rest: ["row"],
            value: Object.fromEntries(names.filter((name) => name in one).map((name) => [name, one[name]])),
          });
      }),
      { numRuns: 300 },
    );
  });

  test("a reader upgrades old rows", async () => {
    const upgrades = { 1: (old: First): Second => ({ names: [old.name] }) };
    const old = table<First>({ name: "test.old", version: 1, upgrades: {} });
    await keyvalue.transact((transaction) => old.put(transaction, [1], { name: "a" }));
    const read = table<Second>({ name: "test.old", version: 2, upgrades }).reader(["names"]);
    for await (const page of read(keyvalue, {}, 10)) expect(page).toEqual([{ rest: [1], value: { names: ["a"] } }]);
  });

  test("keys are given and scanned without the table's name", async () => {
    const numbers = table<{ n: number }>({ name: "test.numbers", version: 1, upgrades: {} });
    const neighbour = table<{ n: number }>({ name: "test.numbers2", version: 1, upgrades: {} });
    await keyvalue.transact((transaction) => {
      neighbour.put(transaction, ["x", 0], { n: 0 });
      for (const n of [1, 2, 3, 4]) numbers.put(transaction, [n < 3 ? "x" : "y", n], { n });
    });
    const found: unknown[] = [];
    for await (const { key, row } of numbers.scan(keyvalue)) found.push([...key, row.n]);
    expect(found).toEqual([
      ["x", 1, 1],
      ["x", 2, 2],
      ["y", 3, 3],
      ["y", 4, 4],
    ]);
    const bounded: unknown[] = [];
    for await (const { row } of numbers.scan(keyvalue, { prefix: ["x"], after: ["x", 1] })) bounded.push(row.n);
    expect(bounded).toEqual([2]);
    await keyvalue.transact((transaction) => numbers.delete(transaction, ["x", 1]));
    expect(await numbers.get(keyvalue, ["x", 1])).toBeUndefined();
  });

  test("old rows are upgraded on read, step by step", async () => {
    const upgrades = {
      1: (old: First): Second => ({ names: [old.name] }),
      2: (old: Second): Third => ({ ...old, count: old.names.length }),
    };
    const first = table<First>({ name: "test.versions", version: 1, upgrades: {} });
    const second = table<Second>({ name: "test.versions", version: 2, upgrades });
    const third = table<Third>({ name: "test.versions", version: 3, upgrades });
    await keyvalue.transact((transaction) => {
      first.put(transaction, [1], { name: "a" });
      second.put(transaction, [2], { names: ["b", "c"] });
      third.put(transaction, [3], { names: [], count: 0 });
    });
    const rows: Third[] = [];
    for await (const { row } of third.scan(keyvalue)) rows.push(row);
    expect(rows).toEqual([
      { names: ["a"], count: 1 },
      { names: ["b", "c"], count: 2 },
      { names: [], count: 0 },
    ]);
    await expect(first.get(keyvalue, [3])).rejects.toMatchObject({ kind: "corrupt" });
    expect(() => table<Third>({ name: "test.gap", version: 3, upgrades: { 1: upgrades[1] } })).toThrow(
      "no upgrade from version 2",
    );
  });
});
