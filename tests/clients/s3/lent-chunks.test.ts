// GetObject: large bodies go out through buffers that are used again; every byte must be the right one all the same.
import { hash } from "node:crypto";
import { request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { setTimeout as sleep } from "node:timers/promises";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { authorityOf } from "../../../src/platform/certificate-authority.ts";

const MIB = 2 ** 20;
const Bucket = "lent-chunks";

let forebay: Forebay;
let s3: S3Client;
beforeAll(async () => {
  forebay = await startForebay();
  s3 = new S3Client(forebay.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket }));
});
afterAll(async () => {
  s3.destroy();
  await forebay.close();
});

/** Bytes that differ at every place, so that a chunk in another's place is seen. */
function content(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  for (let at = 0; at + 4 <= sizeBytes; at += 4) bytes.writeUInt32LE((at * 2_654_435_761 + seed) >>> 0, at);
  return bytes;
}

async function put(Key: string, Body: Buffer): Promise<Buffer> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  return Body;
}

async function get(Key: string, Range?: string): Promise<Buffer> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

const link = (Key: string): Promise<string> => getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }));
const sum = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

describe("GetObject: a body lent chunk by chunk", () => {
  test.each([0, 1, 524_287, 524_288, 524_289, 1_048_576, 1_048_577, 5 * MIB + 3])(
    "of %d bytes is whole",
    async (size) => {
      const body = await put(`size-${size}`, content(size, size));
      expect(sum(await get(`size-${size}`))).toBe(sum(body));
    },
  );

  test.each([
    [0, 0],
    [1, 524_288],
    [524_287, 1_572_864],
    [700_001, 3_000_000],
  ])("of bytes %d to %d is that range", async (start, end) => {
    const body = await put("ranged", content(4 * MIB, 7));
    expect(sum(await get("ranged", `bytes=${start}-${end}`))).toBe(sum(body.subarray(start, end + 1)));
  });

  test("to many at once, slow and fast, is each one's own", async () => {
    const bodies = await Promise.all([1, 2, 3, 4].map((seed) => put(`many-${seed}`, content(6 * MIB, seed))));
    const slowly = async (key: string): Promise<Buffer> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
      const parts: Buffer[] = [];
      for await (const part of Body as AsyncIterable<Buffer>) {
        parts.push(Buffer.from(part));
        if (parts.length % 20 === 0) await sleep(5);
      }
      return Buffer.concat(parts);
    };
    const readers = Array.from({ length: 16 }, async (_, index) => {
      const key = `many-${(index % 4) + 1}`;
      const read = index < 8 ? await slowly(key) : await get(key);
      expect(sum(read)).toBe(sum(bodies[index % 4] as Buffer));
    });
    await Promise.all(readers);
  });

  test("to clients that go away midway leaves others whole", async () => {
    const body = await put("left", content(8 * MIB, 5));
    const url = await link("left");
    const leave = () =>
      new Promise<void>((resolve) => {
        request(url, { agent: false }, (answer) => {
          answer.once("data", () => answer.destroy()).once("close", resolve);
        }).end();
      });
    for (let round = 0; round < 5; round++) {
      await Promise.all([leave(), leave(), leave()]);
      expect(sum(await get("left"))).toBe(sum(body));
    }
  });

  test("over TLS is whole", async () => {
    const body = await put("secure", content(5 * MIB + 2, 11));
    const { cert: ca } = await authorityOf(forebay.dataFolder, Date.now());
    const endpoint = forebay.endpoint.replace("http:", "https:");
    const secure = new S3Client({ ...forebay.clientConfig, endpoint, requestHandler: { httpsAgent: { ca } } });
    const { Body } = await secure.send(new GetObjectCommand({ Bucket, Key: "secure" }));
    expect(sum((await Body?.transformToByteArray()) ?? new Uint8Array())).toBe(sum(body));
    secure.destroy();
  });

  test("over HTTP/2 is whole, and a stream that is reset leaves others whole", async () => {
    const body = await put("two", content(5 * MIB + 1, 9));
    const url = new URL(await link("two"));
    const session = connectHttp2(url.origin);
    const fetchIt = (resetAfterBytes = Infinity) =>
      new Promise<Buffer>((resolve, reject) => {
        const stream = session.request({ ":path": `${url.pathname}${url.search}` });
        const parts: Buffer[] = [];
        let sizeBytes = 0;
        stream.on("data", (part: Buffer) => {
          parts.push(part);
          sizeBytes += part.length;
          if (sizeBytes > resetAfterBytes) stream.close(8);
        });
        stream.on("close", () => resolve(Buffer.concat(parts)));
        stream.on("error", reject);
        stream.end();
      });
    const [first, , second] = await Promise.all([fetchIt(), fetchIt(MIB), fetchIt()]);
    expect([sum(first), sum(second)]).toEqual([sum(body), sum(body)]);
    session.close();
  });
});
