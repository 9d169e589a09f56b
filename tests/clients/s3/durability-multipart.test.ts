// kill -9 of the whole platform while parts are uploaded, sent again, completed and aborted: what was acknowledged of an upload is there
// afterwards and can be gone on with, a completed object is whole or not there, and no blob is left that no row names.
// FOREBAY_FAULT_ROUNDS kills more often; FOREBAY_SEED repeats a run.
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { randomOf, seed } from "../../faults/random.ts";
import { expectCollected } from "./collected.ts";

const ROUNDS = Number(process.env["FOREBAY_FAULT_ROUNDS"] ?? 4);
const WRITERS = 4;
/** A life ends a while after as many answers, at most. */
const ANSWERS_MAX = 12;
const LATER_MAX_MS = 300;
const PARTS_MAX = 4;
const PART_BYTES = 5 * 1024 ** 2;
/** Of what a part repeats: no length of a part or frame is a multiple of it. */
const PATTERN_BYTES = 997;
const HOUR_MS = 3_600_000;
const Bucket = "uploading";

let platform: Bundle;
beforeAll(async () => {
  platform = await bundle("../clients/s3/durability.child.ts");
});
afterAll(() => platform.remove());

type Random = (max: number) => number;

interface Part {
  readonly sizeBytes: number;
  readonly pattern: Buffer;
  /** MD5, quoted: none of the uploads here has another one. */
  readonly etag: string;
}
type Content = readonly Part[];

const bytesOf = ({ sizeBytes, pattern }: Pick<Part, "sizeBytes" | "pattern">): Buffer =>
  Buffer.alloc(sizeBytes, pattern);
const isSame = (bytes: Buffer | undefined, content: Content | undefined): boolean =>
  bytes === undefined || content === undefined
    ? bytes === content
    : Buffer.compare(bytes, Buffer.concat(content.map(bytesOf))) === 0;

interface Upload {
  readonly UploadId: string;
  readonly parts: Map<number, Part>;
  /** Parts on their way, which may have arrived or not. */
  readonly sending: Map<number, Part>;
}

interface Writer {
  readonly Key: string;
  upload: Upload | undefined;
  /** The object; undefined: there is none. */
  content: Content | undefined;
  /** Of a completion on its way. */
  completing: Content | undefined;
  isAborting: boolean;
}

const writers: readonly Writer[] = Array.from({ length: WRITERS }, (_, n) => ({
  Key: `writer ${n}`,
  upload: undefined,
  content: undefined,
  completing: undefined,
  isAborting: false,
}));
let answers = 0;
let completions = 0;

function newPart(random: Random): Part {
  const kind = random(8);
  const sizeBytes = kind === 0 ? random(100_000) : kind === 1 ? PART_BYTES + random(100_000) : PART_BYTES;
  const pattern = randomBytes(PATTERN_BYTES);
  const md5 = createHash("md5").update(bytesOf({ sizeBytes, pattern }));
  return { sizeBytes, pattern, etag: `"${md5.digest("hex")}"` };
}

async function sendPart(s3: S3Client, { Key }: Writer, upload: Upload, number: number, part: Part): Promise<void> {
  upload.sending.set(number, part);
  const { UploadId } = upload;
  await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: number, Body: bytesOf(part) }));
  upload.parts.set(number, part);
  upload.sending.delete(number);
  answers++;
}

async function begin(s3: S3Client, writer: Writer, random: Random): Promise<void> {
  const encryption = random(3) === 0 ? ({ ServerSideEncryption: "AES256" } as const) : {};
  const { UploadId = "" } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: writer.Key, ...encryption }));
  writer.upload = { UploadId, parts: new Map(), sending: new Map() };
}

/** Small parts only stand at the end. */
function chosenOf({ parts }: Upload): readonly (readonly [number, Part])[] {
  const sorted = [...parts].toSorted(([a], [b]) => a - b);
  return sorted.filter(([, { sizeBytes }], at) => sizeBytes >= PART_BYTES || at === sorted.length - 1);
}

async function complete(s3: S3Client, writer: Writer, upload: Upload): Promise<void> {
  const chosen = chosenOf(upload);
  writer.completing = chosen.map(([, part]) => part);
  const Parts = chosen.map(([PartNumber, { etag }]) => ({ PartNumber, ETag: etag }));
  const { Key } = writer;
  const { UploadId } = upload;
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  writer.content = writer.completing;
  writer.completing = undefined;
  writer.upload = undefined;
  completions++;
}

async function abort(s3: S3Client, writer: Writer, { UploadId }: Upload): Promise<void> {
  writer.isAborting = true;
  await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: writer.Key, UploadId }));
  writer.isAborting = false;
  writer.upload = undefined;
}

async function change(s3: S3Client, writer: Writer, random: Random): Promise<void> {
  const { upload } = writer;
  if (upload === undefined) return begin(s3, writer, random);
  const kind = random(12);
  if (kind === 0) return abort(s3, writer, upload);
  if (kind === 1) writer.upload = undefined; // left as it is, for good
  else if (kind < 5 && upload.parts.size > 0) return complete(s3, writer, upload);
  else {
    const first = random(PARTS_MAX);
    const numbers = Array.from({ length: 1 + random(2) }, (_, n) => 1 + ((first + n) % PARTS_MAX));
    const sent = await Promise.allSettled(
      numbers.map((number) => sendPart(s3, writer, upload, number, newPart(random))),
    );
    for (const outcome of sent) if (outcome.status === "rejected") throw outcome.reason;
  }
}

async function write(s3: S3Client, writer: Writer, random: Random): Promise<void> {
  try {
    for (; ; answers++) await change(s3, writer, random);
  } catch (error) {
    const { $response: answered } = error as { $response?: { statusCode?: number } };
    if (answered?.statusCode !== undefined) throw error;
  }
}

async function unless<Result>(name: string, asked: Promise<Result>): Promise<Result | undefined> {
  try {
    return await asked;
  } catch (error) {
    if ((error as Error).name !== name) throw error;
    return undefined;
  }
}

async function objectOf(s3: S3Client, Key: string): Promise<Buffer | undefined> {
  const found = await unless("NoSuchKey", s3.send(new GetObjectCommand({ Bucket, Key })));
  return found && Buffer.from((await found.Body?.transformToByteArray()) ?? []);
}

/** Holds an upload and its key's object against what was acknowledged; what was under way becomes what is found. */
async function checkWriter(s3: S3Client, writer: Writer): Promise<void> {
  const { Key, upload, completing } = writer;
  const bytes = await objectOf(s3, Key);
  if (upload !== undefined) {
    const { UploadId, parts, sending } = upload;
    const listed = await unless("NoSuchUpload", s3.send(new ListPartsCommand({ Bucket, Key, UploadId })));
    if (listed === undefined) {
      expect(completing !== undefined || writer.isAborting, `${Key}: the upload is gone`).toBe(true);
      if (completing !== undefined) writer.content = completing;
      writer.upload = undefined;
    } else {
      const found = new Map((listed.Parts ?? []).map(({ PartNumber = 0, ETag = "" }) => [PartNumber, ETag]));
      for (const number of new Set([...parts.keys(), ...sending.keys(), ...found.keys()])) {
        const allowed = [parts.get(number), sending.get(number)].filter((one) => one !== undefined);
        const etag = found.get(number);
        if (etag === undefined) expect(parts.has(number), `${Key}: part ${number} is gone`).toBe(false);
        else {
          const part = allowed.find((one) => one.etag === etag);
          expect(part, `${Key}: part ${number} is another one`).toBeDefined();
          if (part !== undefined) parts.set(number, part);
        }
      }
      sending.clear();
    }
  }
  expect(isSame(bytes, writer.content), `${Key} is another object`).toBe(true);
  writer.completing = undefined;
  writer.isAborting = false;
}

/** Resolves after so many answers, or when they take too long. */
async function answered(count: number): Promise<void> {
  const until = answers + count;
  const isReached = (): boolean => answers >= until;
  for (let waits = 0; !isReached() && waits < 2000; waits++) await sleep(10);
}

async function check(s3: S3Client): Promise<void> {
  for (const writer of writers) await checkWriter(s3, writer);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const expected = writers.filter(({ content }) => content !== undefined).map(({ Key }) => Key);
  expect(Contents.map(({ Key }) => Key)).toEqual(expected);
}

it(`uploads outlive kill -9, ${ROUNDS} times (seed ${seed})`, { timeout: 120_000 + ROUNDS * 15_000 }, async () => {
  const random = randomOf(seed);
  const folder = await mkdtemp(join(tmpdir(), "forebay-s3-multipart-"));
  for (let round = 0; round <= ROUNDS; round++) {
    const { endpoint, kill } = await startServer(platform, folder);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const s3 = new S3Client({ endpoint, credentials, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });
    try {
      if (round === 0) await s3.send(new CreateBucketCommand({ Bucket }));
      await check(s3);
      const writing = round === ROUNDS ? [] : writers.map((writer) => write(s3, writer, random));
      await Promise.race([Promise.all(writing), answered(1 + random(ANSWERS_MAX))]);
      await sleep(random(LATER_MAX_MS));
      await kill();
      await Promise.all(writing);
    } finally {
      await kill();
      s3.destroy();
    }
  }
  await expectCollected(folder, async (s3, { clock }) => {
    await check(s3);
    // The parts that outlived it all are the bytes that were sent.
    for (const writer of writers)
      if (writer.upload !== undefined && writer.upload.parts.size > 0) await complete(s3, writer, writer.upload);
    await check(s3);
    await clock.advance(HOUR_MS); // what these completions let go of goes, too
  });
  expect(completions).toBeGreaterThan(0);
  await rm(folder, { recursive: true });
});
