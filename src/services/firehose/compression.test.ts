import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { uncompressSync } from "snappy";
import { expect, it } from "vitest";
import { compressions } from "./compression.ts";

/** Two chunks whose sizes are no multiple of any block. */
const chunks = [Buffer.from("abc\n".repeat(50_000)), Buffer.from("tail")];
const whole = Buffer.concat(chunks);

async function compressed(format: keyof typeof compressions, source = chunks): Promise<Buffer> {
  const feed = async function* (): AsyncGenerator<Uint8Array> {
    yield* source;
  };
  const parts: Uint8Array[] = [];
  for await (const part of compressions[format].apply(feed())) parts.push(part);
  return Buffer.concat(parts);
}

it("UNCOMPRESSED changes nothing", async () => {
  expect((await compressed("UNCOMPRESSED")).equals(whole)).toBe(true);
});

it("a failure of the source is one of the result", async () => {
  const failing = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from("a");
    throw new Error("gone");
  };
  const read = async (): Promise<void> => {
    for await (const part of compressions.GZIP.apply(failing())) expect(part).toBeDefined();
  };
  await expect(read()).rejects.toThrow("gone");
});

it("GZIP unzips to the same bytes", async () => {
  expect(gunzipSync(await compressed("GZIP")).equals(whole)).toBe(true);
});

it("Snappy has snappy-java's header and blocks", async () => {
  const bytes = await compressed("Snappy");
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\u0082SNAPPY\0");
  const blocks: Buffer[] = [];
  for (let at = 16; at < bytes.length;) {
    const size = bytes.readUInt32BE(at);
    blocks.push(Buffer.from(uncompressSync(bytes.subarray(at + 4, at + 4 + size))));
    at += 4 + size;
  }
  expect(blocks.slice(0, -1).every((block) => block.length === 32 * 1024)).toBe(true);
  expect(Buffer.concat(blocks).equals(whole)).toBe(true);
});

it("HADOOP_SNAPPY has Hadoop's block lengths", async () => {
  const bytes = await compressed("HADOOP_SNAPPY");
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32BE(at + 4);
    const block = Buffer.from(uncompressSync(bytes.subarray(at + 8, at + 8 + size)));
    expect(block.length).toBe(bytes.readUInt32BE(at));
    blocks.push(block);
    at += 8 + size;
  }
  expect(Buffer.concat(blocks).equals(whole)).toBe(true);
});

it.each([[chunks], [[]]])("ZIP is an archive that another program reads", async (source) => {
  const folder = mkdtempSync(join(tmpdir(), "forebay-zip-"));
  try {
    const path = join(folder, "object.zip");
    writeFileSync(path, await compressed("ZIP", source));
    const script =
      "import sys,zipfile;z=zipfile.ZipFile(sys.argv[1]);n=z.namelist();sys.stdout.buffer.write(str(len(n)).encode()+z.read(n[0]))";
    expect(execFileSync("python3", ["-c", script, path]).equals(Buffer.concat([Buffer.from("1"), ...source]))).toBe(
      true,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
