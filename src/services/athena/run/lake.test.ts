// Objects as files for the engine: many small ones cost no open files, and only what is encrypted is a private copy.
import { mkdtemp, readFile, readlink, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { expect, test } from "vitest";
import { SmallStream } from "../../../engines/blobs/small-stream.ts";
import type { PeerIdentity, Peers } from "../../../kit/peers.ts";
import { OpenedStream } from "../../s3/encryption/opened-stream.ts";
import { Lake } from "./lake.ts";

const TEXT = "1,one\n2,two\n";
const lakeOf = (bodyOf: () => Readable): Lake => {
  const peers = { call: async () => ({ Body: bodyOf() }) };
  return new Lake(peers as unknown as Peers, {} as PeerIdentity);
};
const object = { bucket: "lake", key: "rows.csv", sizeBytes: TEXT.length };
async function* encoded(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(TEXT);
}

test("more small objects than there may be private copies", async () => {
  const folder = await mkdtemp(join(tmpdir(), "forebay-lake-"));
  const lake = lakeOf(() => new SmallStream(Buffer.from(TEXT), undefined));
  try {
    for (let n = 0; n < 4_200; n++)
      expect(await lake.materialise(object, join(folder, `f${n}`))).toEqual({ isPrivate: false });
    expect(await readFile(join(folder, "f4199"), "utf8")).toBe(TEXT);
    const decoded = join(folder, "decoded");
    await lake.materialise(object, decoded, encoded);
    expect(await readFile(decoded, "utf8")).toBe(TEXT);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
});

test.runIf(process.platform === "linux")("an encrypted object is no file of the folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "forebay-lake-"));
  const lake = lakeOf(() => new OpenedStream(encoded(), TEXT.length));
  try {
    expect(await lake.materialise(object, join(folder, "f"))).toEqual({ isPrivate: true });
    expect(await readlink(join(folder, "f"))).toMatch(/^\/proc\/self\/fd\/\d+$/);
    expect(await readFile(join(folder, "f"), "utf8")).toBe(TEXT);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
});
