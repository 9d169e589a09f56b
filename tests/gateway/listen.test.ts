// One port: HTTP/1.1, HTTP/2 with prior knowledge and TLS of both; what is none of them ends only its own connection.
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { request as secureRequest } from "node:https";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readHead } from "../../src/gateway/head.ts";
import { listen, type Listener } from "../../src/gateway/listen.ts";
import { certificates } from "../../src/platform/certificate.ts";

let listener: Listener;
const folder = mkdtempSync(join(tmpdir(), "forebay-listen-"));

beforeAll(async () => {
  listener = await listen({
    host: "127.0.0.1",
    port: 0,
    certificate: certificates({ tls: undefined, listen: [] }, folder, Date.now),
    onError: () => {},
    onRequest: (incoming, outgoing, expectsContinue) => {
      const { method, path, query, headers } = readHead(incoming);
      const secure = "encrypted" in incoming.socket;
      if (expectsContinue && path === "/refuse") {
        outgoing.writeHead(403, { connection: "close" }).end();
        return;
      }
      if (expectsContinue) outgoing.writeContinue();
      let sizeBytes = 0;
      incoming.on("data", (chunk: Buffer) => void (sizeBytes += chunk.length));
      incoming.on("end", () => {
        outgoing.writeHead(200, { "content-type": "application/json" });
        outgoing.end(
          JSON.stringify({ method, path, query, secure, host: headers["host"], sizeBytes, x: headers["x"] }),
        );
      });
    },
  });
});

afterAll(async () => {
  await listener.close(1000);
  rmSync(folder, { recursive: true });
});

interface Told {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

function told(status: number, chunks: readonly Buffer[]): Told {
  const text = Buffer.concat(chunks).toString();
  return { status, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

function http1(options: object, body = ""): Promise<Told> {
  const send = "rejectUnauthorized" in options ? secureRequest : request;
  return new Promise((resolve, reject) => {
    const sent = send({ host: "127.0.0.1", port: listener.port, agent: false, ...options }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => void chunks.push(chunk));
      answer.on("end", () => resolve(told(answer.statusCode ?? 0, chunks)));
    });
    sent.on("error", reject);
    if ("expect" in ((options as { headers?: object }).headers ?? {})) {
      sent.flushHeaders();
      sent.on("continue", () => sent.end(body));
    } else sent.end(body);
  });
}

function http2(origin: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(`${origin}:${listener.port}`, { rejectUnauthorized: false });
    session.on("error", reject);
    const stream = session.request({ ":method": "POST", ":path": "/a?b=c", x: "1" });
    let status = 0;
    const chunks: Buffer[] = [];
    stream.on("response", (headers) => void (status = Number(headers[":status"])));
    stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
    stream.on("end", () => {
      session.close();
      resolve(told(status, chunks));
    });
    stream.end("hello");
  });
}

function raw(...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket: Socket = connect(listener.port, "127.0.0.1");
    let text = "";
    socket.on("data", (chunk) => void (text += chunk.toString("latin1")));
    socket.on("error", () => {});
    socket.on("close", () => resolve(text));
    const [first = "", ...rest] = parts;
    socket.write(first);
    rest.forEach((part, at) => setTimeout(() => socket.write(part), 20 * (at + 1)));
  });
}

describe("one port", () => {
  test("HTTP/1.1", async () => {
    const { body } = await http1({ method: "POST", path: "/a?b=c", headers: { X: "1" } }, "hello");
    expect(body).toMatchObject({ method: "POST", path: "/a", query: "b=c", secure: false, sizeBytes: 5, x: "1" });
  });

  test("HTTP/1.1 over TLS with a certificate of our own", async () => {
    const { body } = await http1({ path: "/", rejectUnauthorized: false });
    expect(body).toMatchObject({ secure: true, method: "GET" });
  });

  test("HTTP/2 with prior knowledge", async () => {
    const { body } = await http2("http://127.0.0.1");
    expect(body).toMatchObject({ path: "/a", query: "b=c", sizeBytes: 5, x: "1", host: `127.0.0.1:${listener.port}` });
  });

  test("HTTP/2 over TLS", async () => {
    expect((await http2("https://127.0.0.1")).body).toMatchObject({ secure: true, sizeBytes: 5 });
  });

  test("repeated headers are joined with a comma, the absolute form of a target is read", async () => {
    const text = await raw("GET http://h.example/p?q HTTP/1.1\r\nHost: h\r\nX: 1\r\nx: 2\r\nConnection: close\r\n\r\n");
    expect(text).toContain('"path":"/p","query":"q"');
    expect(text).toContain('"x":"1,2"');
  });

  test("the first bytes may come one by one", async () => {
    const text = await raw("P", "O", "ST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    expect(text).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  test("Expect: 100-continue is answered before the body, or refused without it", async () => {
    const headers = { expect: "100-continue", "content-length": "5" };
    expect(await http1({ method: "PUT", path: "/", headers }, "hello")).toMatchObject({
      status: 200,
      body: { sizeBytes: 5 },
    });
    expect((await http1({ method: "PUT", path: "/refuse", headers }, "hello")).status).toBe(403);
  });

  test.each([
    ["no HTTP", "hello\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["a header section that is too large", `GET / HTTP/1.1\r\nX: ${"x".repeat(40_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    ["no number as content length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: five\r\n\r\n", /^HTTP\/1\.1 400 /],
    ["a broken TLS handshake", Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]), /^/],
    ["a broken HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n", /^/],
  ])("%s ends its connection, and others go on", async (_, text, expected) => {
    expect(await raw(text)).toMatch(expected);
    expect((await http1({ path: "/" })).status).toBe(200);
  });
});
