// npm run test:scale: many objects in one bucket, against a Forebay in a process of its own.
// SCALE_OBJECTS (1,000,000) makes it smaller: 0 leaves it out. Prints figures; fails when something is missing or memory is not bounded.
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { sendAll } from "../../bench/load.ts";
import { median, report } from "../../bench/report.ts";
import type { BenchServer } from "../../bench/server.ts";
import { signedBytes } from "../../bench/sign.ts";
import { against, Bucket, memoryOf, memoryText } from "./server.ts";

const OBJECTS = Number(process.env["SCALE_OBJECTS"] ?? 1_000_000);
const CONNECTIONS = 256;
const BATCH = 10_000;
const FOLDERS = 1_000;
/** Of the server's own; what it maps of files is the kernel's to take back. */
const MEMORY_MAX_MIB = 300;
/** How much of it may come with nine tenths of the objects. */
const GROWTH_MAX_MIB = 48;
/** With fewer objects than that, the caches of small objects and of decisions still fill. */
const CACHES_FULL = 50_000;
const SAMPLES = 5;
const PAGES_TIMED = 15;
/** Pages later in the bucket may take this much longer than the first ones: the machine's noise, not its size. */
const FLAT_MAX = 3;

const keyOf = (n: number): string => {
  const inFolder = Math.max(1, Math.ceil(OBJECTS / FOLDERS));
  return `folder-${String(Math.floor(n / inFolder)).padStart(4, "0")}/object-${String(n).padStart(8, "0")}`;
};

const signed = (server: BenchServer, first: number): Promise<Buffer[]> =>
  Promise.all(
    Array.from({ length: Math.max(0, Math.min(BATCH, OBJECTS - first)) }, (_, at) => {
      const body = Buffer.from(`object ${first + at}`);
      return signedBytes(server.endpoint, "s3", {
        method: "PUT",
        path: `/${Bucket}/${keyOf(first + at)}`,
        headers: {},
        body,
      });
    }),
  );

async function fill(server: BenchServer): Promise<void> {
  const begun = performance.now();
  const memory: number[] = [];
  let next = signed(server, 0);
  for (let first = 0; first < OBJECTS; first += BATCH) {
    const requests = await next;
    next = signed(server, first + BATCH);
    await sendAll(server.endpoint, requests, CONNECTIONS);
    memory.push(memoryOf(server).now);
    if ((first / BATCH) % 10 === 9) console.log(`${first + BATCH} objects, ${memoryText(server)}`);
  }
  const seconds = (performance.now() - begun) / 1000;
  report(`scale: ${OBJECTS} objects put`, `${Math.round(OBJECTS / seconds)} req/s`, memoryText(server));
  checkGrowth(memory);
}

/** The server's own memory after each batch: when a tenth, a half and all of the objects are there, it is about the same. */
function checkGrowth(memory: readonly number[]): void {
  const at = (part: number): number => {
    const end = Math.max(1, Math.round(memory.length * part));
    return Math.min(...memory.slice(Math.max(0, end - SAMPLES), end)); // between collections of garbage it is more
  };
  const [tenth, half, all] = [at(0.1), at(0.5), at(1)];
  report("scale: own memory", `${tenth}, ${half}, ${all} MiB`, "with a tenth, a half and all of the objects");
  if (OBJECTS / 10 >= CACHES_FULL && all - tenth > GROWTH_MAX_MIB)
    throw new Error(`The server's memory grew from ${tenth} to ${all} MiB with the objects.`);
  checkMemory(Math.max(...memory));
}

function checkMemory(mib: number): void {
  if (mib > MEMORY_MAX_MIB) throw new Error(`The server took ${mib} MiB of its own, more than ${MEMORY_MAX_MIB}.`);
}

interface Page {
  readonly ms: number;
  readonly keys: readonly string[];
  readonly prefixes: number;
}

async function pageOf(s3: S3Client, options: { readonly [member: string]: string }): Promise<Page> {
  const url = await getSignedUrl(s3, new ListObjectsV2Command({ Bucket, ...options }));
  const begun = performance.now();
  const text = await (await fetch(url)).text();
  const ms = performance.now() - begun;
  const keys = [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
  return { ms, keys, prefixes: text.match(/<CommonPrefixes>/g)?.length ?? 0 };
}

/** Median milliseconds of some pages that begin at the given part of the bucket. */
async function timed(s3: S3Client, part: number, options: object): Promise<number> {
  const pages: number[] = [];
  for (let n = 0; n < PAGES_TIMED; n++) {
    const at = Math.max(0, Math.floor(OBJECTS * part) - (n + 2) * 1000);
    pages.push((await pageOf(s3, { StartAfter: keyOf(at), ...options })).ms);
  }
  return median(pages);
}

async function list(server: BenchServer, s3: S3Client): Promise<void> {
  const flat = (what: string, times: readonly number[]): void => {
    const text = times.map((ms) => `${ms.toFixed(1)} ms`).join(", ");
    report(`scale: ${what}`, text, `beginning, middle, end; ${memoryText(server)}`);
    if (Math.max(...times) > FLAT_MAX * (times[0] ?? 0) + 5) throw new Error(`${what}: pages are not flat: ${text}`);
  };
  const parts = [0.02, 0.5, 1];
  await timed(s3, 0.02, {}); // warm
  const plain: number[] = [];
  for (const part of parts) plain.push(await timed(s3, part, {}));
  flat("a page of 1,000 keys", plain);
  const prefixed: number[] = [];
  for (const part of parts) {
    const Prefix = keyOf(Math.floor((OBJECTS - 1) * part)).replace(/\/.*/, "/");
    prefixed.push(median((await repeat(() => pageOf(s3, { Prefix }))).map(({ ms }) => ms)));
  }
  flat("a page of one prefix", prefixed);
  const folders = await repeat(() => pageOf(s3, { Delimiter: "/" }));
  report("scale: a page of 1,000 common prefixes", `${median(folders.map(({ ms }) => ms)).toFixed(1)} ms`, "");
  const begun = performance.now();
  let [count, after] = [0, ""];
  for (;;) {
    const { keys } = await pageOf(s3, after === "" ? {} : { StartAfter: after });
    const last = keys.at(-1);
    if (last === undefined) break;
    count += keys.length;
    after = last;
  }
  const seconds = (performance.now() - begun) / 1000;
  report("scale: the whole listing", `${Math.round(count / seconds)} keys/s`, `${count} keys, ${memoryText(server)}`);
  checkMemory(memoryOf(server).now);
  if (count !== OBJECTS) throw new Error(`${count} objects are listed of ${OBJECTS}`);
}

async function repeat(page: () => Promise<Page>): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for (let n = 0; n < PAGES_TIMED; n++) pages.push(await page());
  return pages;
}

async function sample(s3: S3Client): Promise<void> {
  for (let n = 0; n < OBJECTS; n += Math.max(1, Math.floor(OBJECTS / 500))) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: keyOf(n) }));
    const text = await Body?.transformToString();
    if (text !== `object ${n}`) throw new Error(`${keyOf(n)} holds ${text}`);
  }
}

if (OBJECTS > 0)
  await against(async (server, s3) => {
    await fill(server);
    await list(server, s3);
    await sample(s3);
  });
