// kill -9 while the engines write: after reopening, all that was acknowledged is there and nothing torn is seen.
// FOREBAY_FAULT_ROUNDS kills more often than the usual few; FOREBAY_SEED repeats a run.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFiles } from "../../src/engines/blobs/files.ts";
import { openLmdb } from "../../src/engines/keyvalue/lmdb.ts";
import { openSegments } from "../../src/engines/log/segments.ts";
import { type Bundle, bundle, start } from "./child.ts";
import { blobsIn, pairsIn, recordsIn } from "./engines-workload.ts";
import { randomOf, seed } from "./random.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 7);
const LIFE_MAX_MS = 250;

type Check = (folder: string, acknowledged: readonly string[]) => Promise<void>;

const checks: Record<string, Check> = {
  async keyvalue(folder, acknowledged) {
    const opened = await openLmdb(folder);
    const pairs = await pairsIn(opened);
    await opened.close();
    for (const name of acknowledged) expect(pairs).toContain(name);
  },

  async log(folder, acknowledged) {
    const opened = await openSegments(folder);
    const shards = new Map<string, { readonly first: number; readonly names: string[] }>();
    for (const shard of ["0", "1", "2"])
      shards.set(shard, { first: (await opened.bounds(shard)).first, names: await recordsIn(opened, shard) });
    await opened.close();
    for (const line of acknowledged) {
      const [shard = "", position, append = "", count] = line.split(" ");
      const { first, names } = shards.get(shard) ?? { first: 0, names: [] };
      for (let part = 0; part < Number(count); part++) {
        const at = Number(position) + part - first;
        if (at >= 0 && names[at] !== `${append}.${part}.${count}`) expect.fail(`${line}: ${names[at]} at part ${part}`);
      }
    }
  },

  async blobs(folder, acknowledged) {
    const opened = await openFiles(folder);
    const names = await blobsIn(opened);
    expect(await readdir(join(folder, "incoming"))).toEqual([]);
    await opened.close();
    for (const line of acknowledged) {
      const [id = "", name] = line.split(" ");
      if (names.get(id) !== name) expect.fail(`${line}: ${names.get(id)}`);
    }
  },
};

describe(`kill -9, ${ROUNDS} times each (seed ${seed})`, () => {
  let child: Bundle;
  beforeAll(async () => {
    child = await bundle("engines-kill.child.ts");
  });
  afterAll(() => child.remove());

  test.each(Object.entries(checks))(
    "%s: every acknowledged write is there, none is torn",
    async (engine, check) => {
      const random = randomOf(seed);
      const folder = await mkdtemp(join(tmpdir(), `forebay-kill-${engine}-`));
      const acknowledged: string[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const { process, begun, ended } = start([child.path, engine, folder, String(round)]);
        await begun;
        await sleep(random(LIFE_MAX_MS));
        process.kill("SIGKILL");
        const { lines, errors, signal } = await ended;
        expect({ errors, signal }).toEqual({ errors: "", signal: "SIGKILL" });
        expect(lines.length).toBeGreaterThan(0);
        acknowledged.push(...lines);
        await check(folder, acknowledged);
      }
      await rm(folder, { recursive: true });
    },
    60_000 + ROUNDS * 5_000,
  );
});
