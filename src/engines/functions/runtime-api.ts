// The Lambda Runtime API of one environment: what its process asks for work and tells of it. Documented by AWS, version 2018-06-01.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface RuntimeEvents {
  /** The process is ready for an invocation: `deliver` gives it one. */
  next(deliver: Deliver): void;
  response(requestId: string, body: IncomingMessage): Promise<Accepted>;
  failure(requestId: string | undefined, body: IncomingMessage): Promise<Accepted>;
}

export type Deliver = (headers: Readonly<Record<string, string>>, payload: Uint8Array) => void;
export type Accepted = "accepted" | "too-large" | "unknown";

const VERSION = "/2018-06-01/runtime";
const INVOCATION = /^\/invocation\/([^/]+)\/(response|error)$/;
/** Inferred from AWS's error type for an answer to an invocation that is not the current one. */
const INVALID_REQUEST_ID = { errorType: "InvalidRequestID", errorMessage: "Invalid request ID" };
const TOO_LARGE = { errorType: "RequestEntityTooLarge", errorMessage: "Exceeded maximum allowed payload size" };

export class RuntimeApi {
  readonly #server: Server;
  readonly #prefix: string;

  /** `prefix`: of every path, unguessable for those that ask for one. */
  constructor(prefix: string, events: RuntimeEvents) {
    this.#prefix = prefix;
    this.#server = createServer({ keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, noDelay: true });
    this.#server.on("request", (request, response) => {
      this.#answer(request, response, events).catch(() => response.destroy());
    });
  }

  /** What AWS_LAMBDA_RUNTIME_API names. */
  async open(): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", resolve);
    });
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#prefix}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse, events: RuntimeEvents): Promise<void> {
    const { method, url = "" } = request;
    const start = `${this.#prefix}${VERSION}`;
    const path = url.startsWith(start) ? url.slice(start.length) : "";
    if (method === "GET" && path === "/invocation/next") return events.next(deliverTo(response));
    const [, requestId, what] = INVOCATION.exec(path) ?? [];
    if (method === "POST" && (what === "error" || path === "/init/error"))
      return conclude(response, await events.failure(requestId, request));
    if (method === "POST" && requestId !== undefined && what === "response")
      return conclude(response, await events.response(requestId, request));
    request.resume();
    json(response, 404, { errorType: "NotFound", errorMessage: `No ${method} ${url}` });
  }
}

const deliverTo =
  (response: ServerResponse): Deliver =>
  (headers, payload) => {
    response.writeHead(200, { ...headers, "content-type": "application/json", "content-length": payload.byteLength });
    response.end(payload);
  };

function conclude(response: ServerResponse, accepted: Accepted): void {
  if (accepted === "accepted") json(response, 202, { status: "OK" });
  else if (accepted === "too-large") json(response, 413, TOO_LARGE);
  else json(response, 400, INVALID_REQUEST_ID);
}

function json(response: ServerResponse, status: number, value: object): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}
