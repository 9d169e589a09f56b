// Writes to one engine without end and prints a line for each acknowledgement: node child.mjs ENGINE FOLDER SEED
import { writeSync } from "node:fs";
import { openFiles } from "../../src/engines/blobs/files.ts";
import { openLmdb } from "../../src/engines/keyvalue/lmdb.ts";
import { openSegments } from "../../src/engines/log/segments.ts";
import { putPair, recordsOf, valueOf } from "./engines-workload.ts";
import { randomOf } from "./random.ts";

const WRITERS = 12;
const SHARDS = 3;
const [engine = "", folder = "", seedText = "0"] = process.argv.slice(2);
const seed = Number(seedText);
const random = randomOf(seed);

const acknowledge = (text: string): void => void writeSync(1, `${text}\n`);

/** `write` is called by every writer again and again, with numbers that are never used twice. */
async function writeForever(write: (writer: number, n: number) => Promise<void>): Promise<void> {
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let n = seed * 1_000_000; ; n++) await write(writer, n);
    }),
  );
}

const size = (): number => (random(10) === 0 ? random(600_000) : random(3_000));

async function keyvalue(): Promise<void> {
  const opened = await openLmdb(folder);
  await writeForever(async (writer, n) => {
    await putPair(opened, writer, n, size());
    acknowledge(`${writer}.${n}`);
  });
}

async function log(): Promise<void> {
  const opened = await openSegments(folder);
  for (let shard = 0; shard < SHARDS; shard++) await opened.create(String(shard));
  await writeForever(async (writer, n) => {
    const shard = String(random(SHARDS));
    const count = 1 + random(5);
    const { first } = await opened.append(shard, recordsOf(writer, n, count, size() >> 2));
    acknowledge(`${shard} ${first} ${writer}.${n} ${count}`);
    if (random(400) === 0) await opened.trim(shard, first - random(500));
  });
}

async function* inPieces(bytes: Buffer): AsyncIterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function blobs(): Promise<void> {
  const opened = await openFiles(folder);
  await writeForever(async (writer, n) => {
    const bytes = valueOf(`${writer}.${n}`, size());
    const { id } = await opened.put(random(2) === 0 ? bytes : inPieces(bytes));
    acknowledge(`${id} ${writer}.${n}`);
  });
}

const engines: Record<string, () => Promise<void>> = { keyvalue, log, blobs };
await engines[engine]?.();
