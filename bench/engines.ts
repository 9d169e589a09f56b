// The engines against what the disk and Node's own calls do in the same run.
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFiles } from "../src/engines/blobs/files.ts";
import { openLmdb } from "../src/engines/keyvalue/lmdb.ts";
import { openSegments } from "../src/engines/log/segments.ts";
import { median, report } from "./report.ts";

const KIB = Buffer.alloc(1024, "0123456789abcdef");
const LARGE = Buffer.alloc(64 * 1024 * 1024, "0123456789abcdef");
const BLOCK_BYTES = 4096;
const READ_BYTES = 256 * 1024;
const WRITERS = 64;

/** Calls a second, one after the other, by the median call: other work on the machine shows less in it. */
async function rateOfOne(calls: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const durationsMs: number[] = [];
  for (let n = 0; n < calls; n++) {
    const begun = performance.now();
    await work(n);
    durationsMs.push(performance.now() - begun);
  }
  return 1_000 / median(durationsMs);
}

/** `work` is given the number of each call. Returns calls a second. */
async function rate(calls: number, atOnce: number, work: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let n = next++; n < calls; n = next++) await work(n);
    }),
  );
  return calls / ((performance.now() - begun) / 1000);
}

const whole = (rate: number): string => Math.round(rate).toLocaleString("en");
const compare = (what: string, unit: string, rate: number, ceiling: number, of: string): void =>
  report(what, `${whole(rate)} ${unit}`, `${(rate / ceiling).toFixed(2)} of ${of} (${whole(ceiling)})`);

/** Overwrites of a 4 KiB block that is there already, each synced: the least a durable write can cost. */
async function syncsPerSecond(folder: string): Promise<number> {
  const handle = await open(join(folder, "syncs"), "w");
  const blocks = 500;
  await handle.write(Buffer.alloc(blocks * BLOCK_BYTES));
  await handle.sync();
  const block = Buffer.alloc(BLOCK_BYTES, 1);
  const result = await rateOfOne(blocks, async (n) => {
    await handle.write(block, 0, BLOCK_BYTES, n * BLOCK_BYTES);
    await handle.datasync();
  });
  await handle.close();
  return result;
}

async function benchKeyValue(folder: string, syncs: number): Promise<void> {
  const keyvalue = await openLmdb(join(folder, "keyvalue"));
  const put = (n: number): Promise<void> => keyvalue.transact((transaction) => transaction.put(["bench", n], KIB));
  const change = (n: number): Promise<void> =>
    keyvalue.transact(async (transaction) => {
      await transaction.get(["bench", n]);
      transaction.put(["bench", n], KIB);
    });
  compare("keyvalue: put 1 KiB, one at a time", "/s", await rateOfOne(300, put), syncs, "fdatasync");
  compare(`keyvalue: put 1 KiB, ${WRITERS} at once`, "/s", await rate(20_000, WRITERS, put), syncs, "fdatasync");
  compare(
    `keyvalue: read and change, ${WRITERS} at once`,
    "/s",
    await rate(20_000, WRITERS, change),
    syncs,
    "fdatasync",
  );
  const map = new Map(Array.from({ length: 20_000 }, (_, n) => [`bench/${n}`, KIB]));
  const gets = await rate(200_000, 1, (n) => keyvalue.get(["bench", n % 20_000]));
  const mapGets = await rate(200_000, 1, async (n) => map.get(`bench/${n % 20_000}`));
  compare("keyvalue: get 1 KiB", "/s", gets, mapGets, "an awaited Map.get");
  await keyvalue.close();
}

async function benchLog(folder: string, syncs: number): Promise<void> {
  const log = await openSegments(join(folder, "log"));
  const append = async (shards: number, records: number, atOnce: number): Promise<number> => {
    for (let shard = 0; shard < shards; shard++) await log.create(`${shards}/${shard}`);
    const record = { key: "k", data: KIB, timestampMs: 1 };
    const one = (n: number): Promise<unknown> => log.append(`${shards}/${n % shards}`, [record]);
    return atOnce === 1 ? rateOfOne(records, one) : rate(records, atOnce, one);
  };
  compare("log: append 1 KiB, one at a time", "/s", await append(1, 1_000, 1), syncs, "fdatasync");
  compare(`log: append 1 KiB, ${WRITERS} at once`, "/s", await append(1, 50_000, WRITERS), syncs, "fdatasync");
  compare("log: append 1 KiB, 512 at once, 16 shards", "/s", await append(16, 50_000, 512), syncs, "fdatasync");
  const read = async (): Promise<number> => {
    let from = 0;
    for (let count = 1; count > 0; from += count)
      count = (await log.read("1/0", { from, recordsMax: 10_000, sizeMaxBytes: 4 * 1024 * 1024 })).length;
    return from;
  };
  const begun = performance.now();
  const records = await read();
  report("log: read 1 KiB", `${whole(records / ((performance.now() - begun) / 1000))} /s`, "from disk and tail cache");
  await log.close();
}

async function benchBlobs(folder: string): Promise<void> {
  const blobs = await openFiles(join(folder, "blobs"));
  const rawPut =
    (name: string, bytes: Buffer) =>
    async (n: number): Promise<void> => {
      const handle = await open(join(folder, `${name}${n}`), "wx");
      await handle.write(bytes);
      await handle.datasync();
      await handle.close();
    };
  const small = await rate(3_000, 32, () => blobs.put(KIB));
  const rawSmall = await rate(3_000, 32, rawPut("small", KIB));
  compare("blobs: put 1 KiB, 32 at once", "/s", small, rawSmall, "open, write, fdatasync, close");
  const large = 64 * (await rateOfOne(5, () => blobs.put(LARGE)));
  const rawLarge = 64 * (await rateOfOne(5, rawPut("large", LARGE)));
  compare("blobs: put 64 MiB", "MiB/s", large, rawLarge, "one write, fdatasync");
  const { id } = await blobs.put(LARGE);
  const get = async (): Promise<void> => {
    let sizeBytes = 0;
    for await (const chunk of blobs.get(id)) sizeBytes += (chunk as Buffer).length;
    if (sizeBytes !== LARGE.length) throw new Error(`${sizeBytes} bytes`);
  };
  const handle = await open(join(folder, "large0"), "r");
  const buffer = Buffer.alloc(READ_BYTES);
  const rawGet = async (): Promise<void> => {
    for (let at = 0; at < LARGE.length; at += READ_BYTES) await handle.read(buffer, 0, READ_BYTES, at);
  };
  compare(
    "blobs: get 64 MiB",
    "MiB/s",
    64 * (await rateOfOne(9, get)),
    64 * (await rateOfOne(9, rawGet)),
    "reads of 256 KiB",
  );
  await handle.close();
  await blobs.close();
}

export async function benchEngines(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-"));
  try {
    const syncs = await syncsPerSecond(folder);
    await benchKeyValue(folder, syncs);
    await benchLog(folder, syncs);
    await benchBlobs(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
