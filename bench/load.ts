// A load of prepared requests over kept-alive connections: the client must cost less than the server it measures.
import { connect } from "node:net";
import type { Socket } from "node:net";

export interface PreparedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The request as one buffer of HTTP/1.1. */
export function wireBytes({ method, path, headers, body }: PreparedRequest): Buffer {
  const lines = Object.entries({ ...headers, "content-length": String(body.length) }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`), body]);
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Bytes of response bodies a second. */
  readonly receivedBytesPerSecond: number;
  readonly seconds: number;
}

/**
 * Sends `requests` in turn for about `durationMs` over `connections` connections, one at a time on each.
 * Errors: a response that is not 2xx stops the load with its status and body.
 */
export async function load(
  endpoint: string,
  requests: readonly Buffer[],
  connections: number,
  durationMs: number,
): Promise<LoadResult> {
  const { hostname, port } = new URL(endpoint);
  let next = 0;
  let answered = 0;
  let receivedBytes = 0;
  const begun = performance.now();
  const isOver = (): boolean => performance.now() - begun >= durationMs;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      try {
        const answers = new Answers(socket);
        while (!isOver()) {
          const request = requests[next++ % requests.length];
          if (request === undefined) throw new Error("no requests");
          socket.write(request);
          receivedBytes += await answers.next();
          answered++;
        }
      } finally {
        socket.destroy();
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { requestsPerSecond: answered / seconds, receivedBytesPerSecond: receivedBytes / seconds, seconds };
}

/** Sends each request once, over `connections` connections. Errors: as `load`. */
export async function sendAll(endpoint: string, requests: readonly Buffer[], connections: number): Promise<void> {
  const { hostname, port } = new URL(endpoint);
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      try {
        const answers = new Answers(socket);
        for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
          socket.write(request);
          await answers.next();
        }
      } finally {
        socket.destroy();
      }
    }),
  );
}

const HEAD_END = "\r\n\r\n";

/** Reads responses off one socket: content-length or chunked, bodies counted and thrown away. */
class Answers {
  #head = "";
  #bodyLeft = 0;
  #received = 0;
  #isChunked = false;
  #tail = "";
  #settle: { resolve: (bytes: number) => void; reject: (error: Error) => void } | undefined;

  constructor(socket: Socket) {
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#settle?.reject(error));
    socket.on("close", () => this.#settle?.reject(new Error("the server closed the connection")));
  }

  /** Size of the next response's body in bytes. */
  next(): Promise<number> {
    return new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
  }

  #read(chunk: Buffer): void {
    if (this.#bodyLeft === 0 && !this.#isChunked) chunk = this.#readHead(chunk);
    this.#received += chunk.length;
    if (this.#isChunked) {
      this.#tail = (this.#tail + chunk.subarray(-5).toString("latin1")).slice(-5);
      if (this.#tail === `0${HEAD_END}`) this.#end();
      return;
    }
    this.#bodyLeft -= chunk.length;
    if (this.#bodyLeft === 0 && this.#head === "") this.#end();
  }

  #readHead(chunk: Buffer): Buffer {
    this.#head += chunk.toString("latin1");
    const end = this.#head.indexOf(HEAD_END);
    if (end < 0) return Buffer.alloc(0);
    const rest = Buffer.from(this.#head.slice(end + HEAD_END.length), "latin1");
    const head = this.#head.slice(0, end);
    if (!head.startsWith("HTTP/1.1 2")) this.#settle?.reject(new Error(`${head}\n${rest.toString()}`));
    this.#isChunked = /^transfer-encoding: chunked/im.test(head);
    this.#bodyLeft = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    this.#head = "";
    return rest;
  }

  #end(): void {
    const received = this.#received;
    this.#received = 0;
    this.#isChunked = false;
    this.#tail = "";
    this.#settle?.resolve(received);
  }
}
