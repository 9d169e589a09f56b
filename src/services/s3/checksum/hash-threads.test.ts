// Hashing by another thread: right whatever the pieces, for many bodies at once, and nothing stays taken by those given up.
import { createHash, randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hashAside, type HashedAside } from "./hash-threads.ts";

const BODIES_MAX = 16;
const bytes = randomBytes(5 * 1024 * 1024 + 123);

/** Chunks of growing sizes, some larger than what is handed over at once. */
function* chunksOf(whole: Uint8Array): Generator<Uint8Array> {
  for (let at = 0, size = 1; at < whole.length; at += size, size = Math.min(size * 3, 2_000_000))
    yield whole.subarray(at, at + size);
}

/** What keeps this process from its end. */
const holding = (): readonly string[] => process.getActiveResourcesInfo().filter((name) => /Worker|Port/.test(name));
const heldBefore = holding();

function begun(): HashedAside[] {
  const bodies: HashedAside[] = [];
  for (let one = hashAside(); one !== undefined; one = hashAside()) {
    one.begin(["MD5", "SHA256"]);
    bodies.push(one);
  }
  return bodies;
}

describe.runIf(begun().map((one) => one.release()).length > 0)("hashing aside", () => {
  test("many bodies at once, some given up in the middle", async () => {
    for (let round = 0; round < 3; round++) {
      const bodies = begun();
      expect(bodies).toHaveLength(BODIES_MAX);
      const digests = await Promise.all(
        bodies.map(async (body, n) => {
          try {
            const own = bytes.subarray(n);
            for (const chunk of chunksOf(own)) {
              if (n % 3 === 1 && chunk.length > 500_000) return undefined;
              await body.update(chunk);
            }
            return await body.digests();
          } finally {
            body.release();
          }
        }),
      );
      for (const [n, found] of digests.entries())
        for (const [algorithm, digest] of found ?? [])
          expect(digest).toBe(createHash(algorithm.toLowerCase()).update(bytes.subarray(n)).digest("base64"));
      expect(digests.filter((found) => found === undefined)).toHaveLength(5);
    }
  });

  test("no thread keeps the process from its end", async () => {
    const body = hashAside();
    body?.begin(["MD5"]);
    await body?.digests();
    body?.release();
    expect(holding()).toEqual(heldBefore);
  });

  test("no bytes", async () => {
    const body = hashAside();
    body?.begin(["MD5"]);
    expect((await body?.digests())?.get("MD5")).toBe(createHash("md5").digest("base64"));
    body?.release();
  });
});
