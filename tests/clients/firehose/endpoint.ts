// A machine that Firehose delivers to: a real HTTP server on a free port whose answers a test decides.
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll } from "vitest";

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Without its content encoding. */
  readonly body: string;
}

export type Answering = (received: Received, response: ServerResponse, count: number) => void;

export interface TestEndpoint {
  readonly url: string;
  readonly port: number;
  readonly requests: Received[];
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString();
}

/** `count` in `answering` is how many requests there were before. */
export async function endpoint(answering: Answering, port = 0): Promise<TestEndpoint> {
  const requests: Received[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const received = { path: request.url ?? "", headers: request.headers, body: await bodyOf(request) };
    answering(received, response, requests.push(received) - 1);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const { port: open } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  afterAll(close);
  return { url: `http://127.0.0.1:${open}`, port: open, requests, close };
}

/** As an HTTP endpoint answers that has taken what it was sent. */
export function receipt({ headers }: Received, response: ServerResponse): void {
  const requestId = headers["x-amz-firehose-request-id"];
  json(response, 200, { requestId, timestamp: 1_578_090_903_599 });
}

export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

interface Delivery {
  readonly requestId: string;
  readonly timestamp: number;
  readonly records: readonly { readonly data: string }[];
}

export const deliveryIn = ({ body }: Received): Delivery => JSON.parse(body) as Delivery;

export const textsIn = (received: Received): string[] =>
  deliveryIn(received).records.map(({ data }) => Buffer.from(data, "base64").toString());
