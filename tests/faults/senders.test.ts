// Senders that are slow, stop, or go away in the middle of a body; bodies that are refused unread.
import { once } from "node:events";
import { connect } from "node:net";
import { PassThrough, Readable } from "node:stream";
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Incoming } from "../../src/gateway/head.ts";
import { readHead } from "../../src/gateway/head.ts";
import { IncomingBody } from "../../src/gateway/incoming-body.ts";
import { listen, type Listener } from "../../src/gateway/listen.ts";
import { checkedStream } from "../../src/gateway/payload.ts";
import { SlowSenders } from "../../src/gateway/slow-senders.ts";
import { type Forebay, startForebay } from "../../src/index.ts";
import { type RawRequest, send, signed } from "../gateway/raw-client.ts";
import { Connection } from "./connection.ts";

let forebay: Forebay;
let s3: S3Client;
beforeAll(async () => {
  forebay = await startForebay();
  s3 = new S3Client(forebay.clientConfig);
  await s3.send(new CreateBucketCommand({ Bucket: "senders" }));
});
afterAll(() => forebay.close());

async function headOf(request: RawRequest, contentLength: number): Promise<string> {
  const { headers = {}, method = "PUT", path = "/" } = await signed(forebay.endpoint, request, { service: "s3" });
  const lines = Object.entries({ ...headers, "content-length": String(contentLength) });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

const unsigned = (key: string): RawRequest => ({
  method: "PUT",
  path: `/senders/${key}`,
  headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
});

async function keys(): Promise<readonly (string | undefined)[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: "senders" }));
  return Contents.map(({ Key }) => Key);
}

/** A body that is only ever streamed. */
const unread = (stream: () => Readable) => ({ stream, read: () => Promise.reject(new Error("read whole")) });

describe("bodies that are cut", () => {
  test("a client that goes away in the middle leaves nothing behind", async () => {
    const socket = connect(forebay.port, "127.0.0.1");
    socket.write(`${await headOf(unsigned("cut"), 1_000_000)}${"x".repeat(200_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.destroy();
    await once(socket, "close");
    expect(
      (await send(forebay.endpoint, await signed(forebay.endpoint, { method: "GET", path: "/" }, { service: "s3" })))
        .status,
    ).toBe(200);
    expect(await keys()).not.toContain("cut");
  });

  test.each([
    ["a body shorter than its chunks say", "400\r\nhello\r\n0\r\n\r\n", "IncompleteBody"],
    ["a size that is no number", "five\r\nhello\r\n0\r\n\r\n", "IncompleteBody"],
    ["no trailer, though it was announced", "5\r\nhello\r\n0\r\n\r\n", "MalformedTrailerError"],
    ["a checksum that does not match", "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "BadDigest"],
  ])("aws-chunked with %s: stored is nothing, and the connection goes on", async (_, body, code) => {
    const headers = {
      "x-amz-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
      "x-amz-decoded-content-length": "5",
      "x-amz-trailer": "x-amz-checksum-crc32",
      "content-encoding": "aws-chunked",
    };
    const connection = new Connection(forebay.port);
    const put = await headOf({ method: "PUT", path: "/senders/framing", headers }, body.length);
    expect(await connection.send(`${put}${body}`, 5000)).toMatchObject({
      status: 400,
      body: expect.stringContaining(`<Code>${code}</Code>`),
    });
    const list = await headOf({ method: "GET", path: "/" }, 0);
    expect(await connection.send(list, 5000)).toMatchObject({ status: 200 });
    connection.drop();
    expect(await keys()).not.toContain("framing");
  });

  test("a body whose client is gone before it is asked for ends in IncompleteBody", async () => {
    const source = new PassThrough();
    source.destroy();
    const stream = checkedStream(
      unread(() => source),
      readHead({ rawHeaders: [], url: "/" } as unknown as Incoming),
      "UNSIGNED-PAYLOAD",
      undefined,
    );
    await expect(stream.toArray()).rejects.toMatchObject({ code: "IncompleteBody" });
  });

  test("nothing is read of a body before its first read", async () => {
    let opened = false;
    const open = (): Readable => {
      opened = true;
      return Readable.from([Buffer.from("hello")]);
    };
    const stream = checkedStream(
      unread(open),
      readHead({ rawHeaders: [], url: "/" } as unknown as Incoming),
      "UNSIGNED-PAYLOAD",
      undefined,
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(opened).toBe(false);
    expect(Buffer.concat((await stream.toArray()) as Buffer[]).toString()).toBe("hello");
  });
});

describe("closing", () => {
  test("a request that runs is answered, idle connections end, and the platform is gone", async () => {
    const closing = await startForebay();
    const client = new S3Client(closing.clientConfig);
    await client.send(new CreateBucketCommand({ Bucket: "closing" }));
    const idle = new Connection(closing.port);
    expect(await idle.send("GET /_forebay/health HTTP/1.1\r\nHost: h\r\n\r\n", 5000)).toMatchObject({ status: 200 });
    const busy = new Connection(closing.port);
    const put = await signed(closing.endpoint, { ...unsigned("x"), path: "/closing/key" }, { service: "s3" });
    const lines = Object.entries({ ...put.headers, "content-length": "10" }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    expect(await busy.send(`PUT /closing/key HTTP/1.1\r\n${lines.join("")}\r\nhello`, 50)).toBe("silence");
    const closed = closing.close();
    const reply = await busy.send("hello", 5000);
    expect(reply).toMatchObject({ status: 200, head: expect.stringMatching(/connection: close/i) });
    await closed;
    await expect(send(closing.endpoint, { method: "GET" })).rejects.toThrow(/ECONNREFUSED/);
    expect(await idle.send("GET / HTTP/1.1\r\n\r\n", 50)).not.toMatchObject({ status: 200 });
  });
});

describe("bodies that are refused", () => {
  test("a large one ends its connection without being read", async () => {
    const connection = new Connection(forebay.port);
    const head = await headOf({ ...unsigned("refused"), path: "/no-such-bucket/key" }, 50_000_000);
    const outcome = await connection.send(`${head}${"x".repeat(1000)}`, 5000);
    expect(outcome).toMatchObject({ status: 404, head: expect.stringMatching(/connection: close/i) });
  });

  test("a small one is passed over, and the connection goes on", async () => {
    const connection = new Connection(forebay.port);
    const head = await headOf({ ...unsigned("refused"), path: "/no-such-bucket/key" }, 5);
    expect(await connection.send(`${head}hello`, 5000)).toMatchObject({ status: 404 });
    expect(await connection.send(await headOf({ method: "GET", path: "/" }, 0), 5000)).toMatchObject({ status: 200 });
    connection.drop();
  });

  test("one that is read whole has a bound", async () => {
    const headers = { "x-amz-target": "Kinesis_20131202.PutRecords", "content-type": "application/x-amz-json-1.1" };
    const request = await signed(forebay.endpoint, { headers, body: "{}" }, { service: "kinesis" });
    const lines = Object.entries({ ...request.headers, "content-length": "100000000" });
    const head = `POST / HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
    const connection = new Connection(forebay.port);
    expect(await connection.send(head, 5000)).toMatchObject({
      status: 413,
      body: expect.stringContaining("RequestEntityTooLargeException"),
    });
  });
});

describe("slow senders", () => {
  let listener: Listener;
  const slowSenders = new SlowSenders({ idleMaxMs: 150, wholeMaxMs: 400, lookEveryMs: 50 });
  beforeAll(async () => {
    listener = await listen({
      host: "127.0.0.1",
      port: 0,
      certificate: () => Promise.reject(new Error("no TLS here")),
      onError: () => {},
      onRequest: (incoming, outgoing) => {
        const body = new IncomingBody(incoming, readHead(incoming), slowSenders, undefined);
        Promise.resolve(body.read(1000, false)).then(
          (bytes) => outgoing.writeHead(200, { "content-length": "2" }).end(String(bytes.length).padStart(2)),
          (error: Error) => outgoing.writeHead(400, { connection: "close" }).end(error.name),
        );
      },
    });
  });
  afterAll(async () => {
    slowSenders.stop();
    await listener.close(100);
  });

  const HEAD = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 20\r\n\r\n";

  test("one that stops is given up: RequestTimeout", async () => {
    const connection = new Connection(listener.port);
    expect(await connection.send(`${HEAD}hello`, 5000)).toMatchObject({
      status: 400,
      body: expect.stringContaining("RequestTimeout"),
    });
  });

  test("one that goes on forever byte by byte is given up too", async () => {
    const connection = new Connection(listener.port);
    let outcome = await connection.send(HEAD, 20);
    for (let byte = 0; byte < 19 && outcome === "silence"; byte++) outcome = await connection.send("x", 60);
    expect(outcome).toMatchObject({ status: 400, body: expect.stringContaining("RequestTimeout") });
  });

  test("one that takes its time, but comes to an end, is served", async () => {
    const connection = new Connection(listener.port);
    await connection.send(`${HEAD}${"x".repeat(10)}`, 100);
    expect(await connection.send("x".repeat(10), 5000)).toMatchObject({ status: 200, body: "20" });
    connection.drop();
  });
});
