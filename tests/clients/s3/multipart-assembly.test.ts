import { randomBytes } from "node:crypto";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { platform } from "./platform.ts";

const { forebay, s3, bucket } = await platform();
const Bucket = await bucket();
const PART = 5 * 1024 ** 2;
const pieces = (sizes: readonly number[]): Buffer[] => sizes.map((size) => randomBytes(size));

interface Upload {
  readonly Key: string;
  readonly UploadId: string | undefined;
}
async function begin(Key: string, options: object = {}): Promise<Upload> {
  return { Key, UploadId: (await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ...options }))).UploadId };
}
async function send(upload: Upload, PartNumber: number, Body: Buffer): Promise<CompletedPart> {
  const { ETag } = await s3.send(new UploadPartCommand({ Bucket, ...upload, PartNumber, Body }));
  return { PartNumber, ETag };
}
const complete = (upload: Upload, Parts: CompletedPart[]) =>
  s3.send(new CompleteMultipartUploadCommand({ Bucket, ...upload, MultipartUpload: { Parts } }));
async function bytesOf(Key: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

/** The files of large blobs by inode. */
async function inodes(): Promise<Map<number, number>> {
  const folder = join(forebay.dataFolder, "blobs", "s3", "stored");
  const found = new Map<number, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const { ino, size } = await stat(join(entry.parentPath, entry.name));
    found.set(ino, size);
  }
  return found;
}

describe("CompleteMultipartUpload", () => {
  it.each([{}, { ServerSideEncryption: "AES256" }, { ServerSideEncryption: "aws:kms" }] as const)(
    "CompleteMultipartUpload: parts lie in the object's file when it comes, whatever their order: %j",
    async (options) => {
      const upload = await begin("assembled", options);
      const before = await inodes();
      const parts = pieces([PART, PART, PART, 12_345]);
      const first = await send(upload, 2, parts[1] ?? Buffer.alloc(0));
      const others = await Promise.all(
        [4, 1, 3].map((number) => send(upload, number, parts[number - 1] ?? Buffer.alloc(0))),
      );
      const added = [...(await inodes()).keys()].filter((inode) => !before.has(inode));
      expect(added).toHaveLength(1);
      const sorted = [first, ...others].toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
      await complete(upload, sorted);
      expect([...(await inodes()).keys()].filter((inode) => !before.has(inode))).toEqual(added);
      expect(Buffer.compare(await bytesOf("assembled"), Buffer.concat(parts))).toBe(0);
    },
  );

  it.each<[string, readonly number[], readonly number[]]>([
    ["a large last part first", [PART, PART, PART + 7], [3, 1, 2]],
    ["parts of different sizes", [PART + 1, PART, PART + 2, 9], [1, 2, 3, 4]],
    ["one part alone", [PART], [1]],
    ["one small part alone", [100], [1]],
  ])("CompleteMultipartUpload: %s", async (name, sizes, order) => {
    const upload = await begin(name);
    const parts = pieces(sizes);
    const sent = new Map<number, CompletedPart>();
    for (const number of order) sent.set(number, await send(upload, number, parts[number - 1] ?? Buffer.alloc(0)));
    await complete(
      upload,
      sizes.map((_size, at) => sent.get(at + 1) ?? {}),
    );
    expect(Buffer.compare(await bytesOf(name), Buffer.concat(parts))).toBe(0);
  });

  it("CompleteMultipartUpload: parts sent again, gaps in numbers, and parts left out", async () => {
    const upload = await begin("again");
    const [a, b, c, again] = pieces([PART, PART, PART, PART]) as [Buffer, Buffer, Buffer, Buffer];
    const first = await send(upload, 1, a);
    await send(upload, 3, b);
    const third = await send(upload, 3, again);
    const left = await send(upload, 7, c);
    await expect(complete(upload, [first, third, { ...left, ETag: '"x"' }])).rejects.toMatchObject({
      name: "InvalidPart",
    });
    await complete(upload, [first, third]);
    expect(Buffer.compare(await bytesOf("again"), Buffer.concat([a, again]))).toBe(0);
  });

  it("UploadPart: one that is refused, or sent while another one of its number is, destroys nothing", async () => {
    const upload = await begin("broken");
    const [a, b] = pieces([PART, PART]) as [Buffer, Buffer];
    const first = await send(upload, 1, a);
    const ContentMD5 = Buffer.alloc(16).toString("base64");
    for (const [PartNumber, Body] of [
      [1, b],
      [2, a],
    ] as const) {
      const wrong = new UploadPartCommand({ Bucket, ...upload, PartNumber, Body, ContentMD5 });
      await expect(s3.send(wrong)).rejects.toMatchObject({ name: "BadDigest" });
    }
    const seconds = await Promise.all([send(upload, 2, b), send(upload, 2, b), send(upload, 2, b)]);
    await complete(upload, [first, seconds[0] ?? {}]);
    expect(Buffer.compare(await bytesOf("broken"), Buffer.concat([a, b]))).toBe(0);
  });

  it("CompleteMultipartUpload: beside parts that are still coming, and twice at once", async () => {
    const upload = await begin("busy");
    const parts = pieces([PART, PART]) as [Buffer, Buffer];
    const sent = [await send(upload, 1, parts[0]), await send(upload, 2, parts[1])];
    const late = Array.from({ length: 4 }, (_one, at) => send(upload, at + 3, randomBytes(PART)));
    const outcomes = await Promise.allSettled([complete(upload, sent), complete(upload, sent), ...late]);
    expect(outcomes.slice(0, 2).some(({ status }) => status === "fulfilled")).toBe(true);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ name: "NoSuchUpload" });
    expect(Buffer.compare(await bytesOf("busy"), Buffer.concat(parts))).toBe(0);
  });

  it("AbortMultipartUpload: leaves no file behind", async () => {
    const before = await inodes();
    const upload = await begin("aborted");
    await send(upload, 1, randomBytes(PART));
    await s3.send(new AbortMultipartUploadCommand({ Bucket, ...upload }));
    await forebay.clock.advance(2 * 3_600_000);
    await expect.poll(async () => [...(await inodes()).keys()].filter((inode) => !before.has(inode))).toEqual([]);
  });
});
