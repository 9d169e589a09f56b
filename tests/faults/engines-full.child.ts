// Fills a small disk through one engine, makes room, goes on, reopens: node child.mjs ENGINE FOLDER. Prints JSON, one line.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFiles } from "../../src/engines/blobs/files.ts";
import { openLmdb } from "../../src/engines/keyvalue/lmdb.ts";
import { openSegments } from "../../src/engines/log/segments.ts";
import { blobsIn, pairsIn, putPair, recordsIn, recordsOf, valueOf } from "./engines-workload.ts";

const WRITERS = 8;
const SIZE = 20_000;
const BALLAST_BYTES = 4 * 1024 * 1024;
const [engine = "", root = ""] = process.argv.slice(2);
const folder = join(root, "engine");
const ballast = join(root, "ballast");

export interface FullResult {
  /** Kinds of the errors that writers met. */
  readonly kinds: readonly string[];
  /** How many writes were acknowledged while the disk filled, and after there was room again. */
  readonly before: number;
  readonly after: number;
  /** Acknowledged but absent, and absent in acknowledgement but present: while open, and after reopening. */
  readonly lost: readonly string[];
  readonly extra: readonly string[];
}

interface Engine {
  write(writer: number, n: number): Promise<void>;
  names(): Promise<ReadonlySet<string>>;
  close(): Promise<void>;
}

async function keyvalue(): Promise<Engine> {
  const opened = await openLmdb(folder);
  return {
    write: (writer, n) => putPair(opened, writer, n, SIZE),
    names: () => pairsIn(opened),
    close: () => opened.close(),
  };
}

async function log(): Promise<Engine> {
  const opened = await openSegments(folder);
  await opened.create("shard");
  return {
    write: async (writer, n) => void (await opened.append("shard", recordsOf(writer, n, 2, SIZE))),
    names: async () => new Set((await recordsIn(opened, "shard")).map((name) => name.split(".").slice(0, 2).join("."))),
    close: () => opened.close(),
  };
}

async function blobs(): Promise<Engine> {
  const opened = await openFiles(folder);
  return {
    write: async (writer, n) => void (await opened.put(valueOf(`${writer}.${n}`, SIZE * 2))),
    names: async () => new Set((await blobsIn(opened)).values()),
    close: () => opened.close(),
  };
}

const engines: Record<string, () => Promise<Engine>> = { keyvalue, log, blobs };
const open = (): Promise<Engine> => engines[engine]?.() ?? Promise.reject(new Error(`no engine ${engine}`));

const acknowledged = new Set<string>();
const kinds = new Set<string>();

/** Every writer writes until it was refused three times, or `most` times. Returns how many writes were acknowledged. */
async function write(opened: Engine, from: number, most: number): Promise<number> {
  const before = acknowledged.size;
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    let refused = 0;
    for (let n = from; n < from + most && refused < 3; n++) {
      try {
        await opened.write(writer, n);
        acknowledged.add(`${writer}.${n}`);
      } catch (error) {
        refused++;
        kinds.add(error instanceof Error && "kind" in error ? String(error.kind) : String(error));
      }
    }
  });
  await Promise.all(writers);
  return acknowledged.size - before;
}

mkdirSync(folder, { recursive: true });
writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES, 1));
let opened = await open();
const before = await write(opened, 0, 10_000);
const whileFull = await opened.names();
rmSync(ballast);
const after = await write(opened, 20_000, 5);
const names = [whileFull, await opened.names()];
await opened.close();
opened = await open();
names.push(await opened.names());
await opened.close();
const result: FullResult = {
  kinds: [...kinds],
  before,
  after,
  lost: [...acknowledged].filter((name) => !(names[1]?.has(name) && names[2]?.has(name))),
  extra: names.flatMap((some) => [...some]).filter((name) => !acknowledged.has(name)),
};
console.log(JSON.stringify(result));
