import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { newDataKey, RootKeys } from "./root-keys.ts";

const secrets = () => {
  const made = new Map<string, Buffer>();
  return (name: string, sizeBytes: number): Buffer => {
    const secret = made.get(name) ?? randomBytes(sizeBytes);
    made.set(name, secret);
    return secret;
  };
};

test("after a rotation new keys are under the new version, and old ones open as before", async () => {
  const secret = secrets();
  const keys = new RootKeys(secret, 1);
  const [before, after] = [newDataKey(), newDataKey()];
  const old = keys.seal(before, "a");
  const recorded: number[] = [];
  expect(await keys.rotate(async (version) => void recorded.push(version))).toBe(2);
  expect(recorded).toEqual([2]);
  const fresh = keys.seal(after, "a");
  expect([old.rootVersion, fresh.rootVersion]).toEqual([1, 2]);
  // As after a restart.
  for (const again of [keys, new RootKeys(secret, 2)]) {
    expect(again.open(old, "a")?.equals(before)).toBe(true);
    expect(again.open(fresh, "a")?.equals(after)).toBe(true);
  }
  expect(new RootKeys(secret, 2).open({ ...old, rootVersion: 2 }, "a")).toBeUndefined();
});

test("a rotation that is not recorded changes nothing", async () => {
  const keys = new RootKeys(secrets(), 1);
  await expect(keys.rotate(() => Promise.reject(new Error("disk full")))).rejects.toThrow("disk full");
  expect(keys.seal(newDataKey(), "a").rootVersion).toBe(1);
});

test("a wrapped key opens for its owner only, unaltered, under its own root key, and of a version that there is", () => {
  const keys = new RootKeys(secrets(), 1);
  const wrapped = keys.seal(newDataKey(), "a");
  expect(keys.open(wrapped, "b")).toBeUndefined();
  expect(new RootKeys(secrets(), 1).open(wrapped, "a")).toBeUndefined();
  for (const rootVersion of [0, -1, 2]) expect(keys.open({ ...wrapped, rootVersion }, "a")).toBeUndefined();
  const bytes = Buffer.from(wrapped.sealed, "base64");
  for (let at = 0; at < bytes.length; at++) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(keys.open({ ...wrapped, sealed: altered.toString("base64") }, "a")).toBeUndefined();
  }
  expect(keys.open({ ...wrapped, sealed: "" }, "a")).toBeUndefined();
});
