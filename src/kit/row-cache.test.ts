import { describe, expect, it } from "vitest";
import { RowCache } from "./row-cache.ts";

describe("RowCache", () => {
  it("reads a row once until it changes", async () => {
    const cache = new RowCache<string>(10);
    let stored = "old";
    let reads = 0;
    const find = (): Promise<string | undefined> => cache.find("a", async () => (reads++, stored));
    expect([await find(), await find(), reads]).toEqual(["old", "old", 1]);
    await cache.changing("a", async () => void (stored = "new"));
    expect([await find(), reads]).toEqual(["new", 2]);
  });

  it("keeps nothing that a write overtook", async () => {
    const cache = new RowCache<string>(10);
    let answer: (value: string) => void = () => {};
    const slow = cache.find("a", () => new Promise((resolve) => (answer = resolve)));
    await cache.changing("a", async () => {});
    answer("replaced meanwhile");
    await slow;
    expect(await cache.find("a", async () => "now")).toBe("now");
  });

  it("reads anew after a write that failed", async () => {
    const cache = new RowCache<string>(10);
    await cache.find("a", async () => "first");
    await expect(cache.changing("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await cache.find("a", async () => "second")).toBe("second");
  });

  it("does not remember what is not there, and stays within its bound", async () => {
    const cache = new RowCache<string>(2);
    expect(await cache.find("a", async () => undefined)).toBeUndefined();
    expect(await cache.find("a", async () => "made")).toBe("made");
    for (const key of ["b", "c"]) await cache.find(key, async () => key);
    expect(await cache.find("a", async () => "read again")).toBe("read again");
  });
});
