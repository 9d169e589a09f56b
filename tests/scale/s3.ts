// npm run test:scale: many objects in one bucket, and one object of many gibibytes, against a Forebay in a process of its own.
// SCALE_OBJECTS (1,000,000) and SCALE_GIB (20) make it smaller: 0 leaves a half out. Twice the large object's size is needed on
// disk, since a completed upload is written once more. Prints figures; fails when something is missing or memory is not bounded.

import { readFileSync, statSync } from "node:fs";
import { crc32 } from "node:zlib";
import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { sendAll } from "../../bench/load.ts";
import { median, report } from "../../bench/report.ts";
import { type BenchServer, startForebayServer } from "../../bench/server.ts";
import { signedBytes } from "../../bench/sign.ts";

const OBJECTS = Number(process.env["SCALE_OBJECTS"] ?? 1_000_000);
const GIB = Number(process.env["SCALE_GIB"] ?? 20);
const MEMORY_MAX_MIB = 200;
const CONNECTIONS = 256;
const BATCH = 10_000;
const FOLDERS = 1_000;
const PAGES_TIMED = 15;
/** Pages later in the bucket may take this much longer than the first ones: the machine's noise, not its size. */
const FLAT_MAX = 3;
const PART_BYTES = 64 * 1024 ** 2;
const Bucket = "scale";

const keyOf = (n: number): string => {
  const inFolder = Math.max(1, Math.ceil(OBJECTS / FOLDERS));
  return `folder-${String(Math.floor(n / inFolder)).padStart(4, "0")}/object-${String(n).padStart(8, "0")}`;
};

/** Memory of the server in MiB: its own now, and with what it maps of files (LMDB's pages, which the kernel takes back) at most so far. */
function memoryOf({ pid }: BenchServer): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]);
  return { now: Math.round(kib("RssAnon") / 1024), most: Math.round(kib("VmHWM") / 1024) };
}

const memoryText = (server: BenchServer): string =>
  `server memory ${memoryOf(server).now} MiB, at most ${memoryOf(server).most} with mapped files`;

async function fill(server: BenchServer): Promise<void> {
  const begun = performance.now();
  for (let first = 0; first < OBJECTS; first += BATCH) {
    const requests = Array.from({ length: Math.min(BATCH, OBJECTS - first) }, (_, at) => {
      const body = Buffer.from(`object ${first + at}`);
      return signedBytes(server.endpoint, "s3", {
        method: "PUT",
        path: `/${Bucket}/${keyOf(first + at)}`,
        headers: {},
        body,
      });
    });
    await sendAll(server.endpoint, await Promise.all(requests), CONNECTIONS);
    if ((first / BATCH) % 10 === 9) console.log(`${first + BATCH} objects, ${memoryText(server)}`);
  }
  const seconds = (performance.now() - begun) / 1000;
  report(`scale: ${OBJECTS} objects put`, `${Math.round(OBJECTS / seconds)} req/s`, memoryText(server));
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

async function large(server: BenchServer, s3: S3Client): Promise<void> {
  const Key = "large";
  const mib = GIB * 1024;
  const bytes = Buffer.alloc(PART_BYTES);
  for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE((at * 2_654_435_761) % 2 ** 32, at);
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const Parts: CompletedPart[] = [];
  let sent = 0;
  let begun = performance.now();
  for (let PartNumber = 1; PartNumber <= mib / 64; PartNumber++) {
    bytes.writeUInt32LE(PartNumber, 0);
    sent = crc32(bytes, sent);
    const { ETag } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body: bytes }));
    Parts.push({ PartNumber, ETag });
  }
  const rate = (): string => `${Math.round(mib / ((performance.now() - begun) / 1000))} MiB/s`;
  report(`scale: ${GIB} GiB up, one part at a time`, rate(), memoryText(server));
  begun = performance.now();
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  report("scale: completed", rate(), memoryText(server));
  begun = performance.now();
  const response = await fetch(await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key })));
  let [received, sizeBytes] = [0, 0];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    received = crc32(chunk, received);
    sizeBytes += chunk.length;
  }
  report("scale: down", rate(), memoryText(server));
  if (sizeBytes !== mib * 1024 ** 2 || received !== sent) throw new Error(`${sizeBytes} bytes came back, or others`);
  const { most } = memoryOf(server);
  if (most > MEMORY_MAX_MIB) throw new Error(`The server took ${most} MiB of memory, more than ${MEMORY_MAX_MIB}.`);
}

async function against(work: (server: BenchServer, s3: S3Client) => Promise<void>): Promise<void> {
  const server = await startForebayServer();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const s3 = new S3Client({ endpoint: server.endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  try {
    await s3.send(new CreateBucketCommand({ Bucket }));
    await work(server, s3);
  } finally {
    s3.destroy();
    await server.stop();
  }
}

if (statSync("/proc/self/status", { throwIfNoEntry: false }) === undefined)
  throw new Error("Memory is read from /proc: this runs on Linux only.");
if (GIB > 0) await against(large);
if (OBJECTS > 0)
  await against(async (server, s3) => {
    await fill(server);
    await list(server, s3);
    await sample(s3);
  });
