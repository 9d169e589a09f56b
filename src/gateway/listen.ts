// One port for TLS, HTTP/2 with prior knowledge and HTTP/1.1: the first bytes of a connection say which it is.
import {
  createServer as createHttp1,
  type IncomingMessage,
  type Server as Http1Server,
  type ServerResponse,
} from "node:http";
import type { Http2Server, Http2ServerRequest, Http2ServerResponse, ServerHttp2Session } from "node:http2";
import { createServer as createTcp, type AddressInfo, type Server as TcpServer, type Socket } from "node:net";
import type { Server as TlsServer, TLSSocket } from "node:tls";
import { afterReal } from "../kit/clock.ts";

export type Outgoing = ServerResponse | Http2ServerResponse;

interface Certificate {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** `expectsContinue`: the client waits for 100 Continue before it sends the body. */
  readonly onRequest: (
    incoming: IncomingMessage | Http2ServerRequest,
    outgoing: Outgoing,
    expectsContinue: boolean,
  ) => void;
  /** Asked for at each TLS connection: another object is another certificate. PEM. */
  readonly certificate: () => Promise<Certificate>;
  readonly onError: (error: Error) => void;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
  /** Takes no more connections, lets requests that run end within `deadlineMs`, then cuts the rest. */
  close(deadlineMs: number): Promise<void>;
}

const HEADER_SIZE_MAX_BYTES = 32_768;
const HEADERS_TIMEOUT_MS = 20_000;
const FIRST_BYTES_TIMEOUT_MS = 20_000;
/** Longer than the clients' own keep-alive, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
const TLS_HANDSHAKE = 0x16;
const HTTP2_PREFACE = Buffer.from("PRI * HTTP/2.0");

export async function listen(options: ListenOptions): Promise<Listener> {
  const http1 = http1Server(options);
  let http2: Promise<Http2Server> | undefined;
  let tls: Promise<() => Promise<TlsServer>> | undefined;
  const sockets = new Set<Socket>();
  const sessions = new Set<ServerHttp2Session>();

  const toHttp2 = (socket: Socket): void => {
    http2 ??= http2Server(options, sessions);
    hand(http2, socket);
  };
  const toTls = (socket: Socket): void => {
    tls ??= tlsServer(options, (secure) =>
      secure.alpnProtocol === "h2" ? toHttp2(secure) : http1.emit("connection", secure),
    );
    hand(
      tls.then((ready) => ready()),
      socket,
    );
  };
  const hand = (server: Promise<Http2Server | TlsServer>, socket: Socket): void => {
    server.then(
      (ready) => void ready.emit("connection", socket),
      (error: unknown) => {
        options.onError(error as Error);
        socket.destroy();
      },
    );
  };

  const tcp = createTcp({ noDelay: true, highWaterMark: 65_536 }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy()); // resets and broken handshakes end the connection, nothing else
    peek(socket, (kind) => {
      if (kind === "http1") http1.emit("connection", socket.resume());
      else if (kind === "http2") toHttp2(socket);
      else toTls(socket);
    });
  });
  await bound(tcp, options);
  http1.emit("listening"); // starts its checks of slow headers, which wait for this event
  const { port } = tcp.address() as AddressInfo;
  return { host: options.host, port, close: (deadlineMs) => close({ tcp, http1, sockets, sessions }, deadlineMs) };
}

function bound(tcp: TcpServer, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    tcp.once("error", reject);
    tcp.listen({ host, port, backlog: 1024 }, () => {
      tcp.off("error", reject);
      resolve();
    });
  });
}

/** Waits for as many bytes as tell, and puts them back. */
function peek(socket: Socket, decide: (kind: "tls" | "http1" | "http2") => void): void {
  let seen: Buffer = Buffer.alloc(0);
  socket.setTimeout(FIRST_BYTES_TIMEOUT_MS, () => socket.destroy());
  const look = (chunk: Buffer): void => {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const length = Math.min(seen.length, HTTP2_PREFACE.length);
    const undecided = length < HTTP2_PREFACE.length && seen.compare(HTTP2_PREFACE, 0, length, 0, length) === 0;
    if (undecided) return;
    socket.off("data", look);
    socket.pause();
    socket.setTimeout(0);
    socket.removeAllListeners("timeout");
    socket.unshift(seen);
    if (seen[0] === TLS_HANDSHAKE) decide("tls");
    else decide(seen.compare(HTTP2_PREFACE, 0, length, 0, length) === 0 ? "http2" : "http1");
  };
  socket.on("data", look);
}

function http1Server({ onRequest }: ListenOptions): Http1Server {
  const server = createHttp1({
    maxHeaderSize: HEADER_SIZE_MAX_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: 0, // an upload may take hours; the gateway bounds pauses
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: 5_000,
    highWaterMark: 65_536,
  });
  server.on("request", (incoming, outgoing) => onRequest(incoming, outgoing, false));
  server.on("checkContinue", (incoming, outgoing) => onRequest(incoming, outgoing, true));
  // S3 pays no attention to what else is expected (observed by others).
  server.on("checkExpectation", (incoming, outgoing) => onRequest(incoming, outgoing, false));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") {
      socket.destroy();
      return;
    }
    const overflow = error.code === "HPE_HEADER_OVERFLOW";
    const timeout = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
    const status = overflow
      ? "431 Request Header Fields Too Large"
      : timeout
        ? "408 Request Timeout"
        : "400 Bad Request";
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return server;
}

async function http2Server(
  { onRequest, onError }: ListenOptions,
  sessions: Set<ServerHttp2Session>,
): Promise<Http2Server> {
  const { createServer } = await import("node:http2");
  const server = createServer({ maxHeaderListPairs: 200, settings: { maxHeaderListSize: HEADER_SIZE_MAX_BYTES } });
  server.on("request", (incoming, outgoing) => onRequest(incoming, outgoing, false));
  server.on("checkContinue", (incoming, outgoing) => onRequest(incoming, outgoing, true));
  server.on("sessionError", (error) => onError(error));
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
    session.setTimeout(KEEP_ALIVE_MS, () => session.close());
  });
  return server;
}

/** Resolves to what gives the server with the certificate of the hour. */
async function tlsServer(
  { certificate }: ListenOptions,
  onSecure: (socket: TLSSocket) => void,
): Promise<() => Promise<TlsServer>> {
  const { createServer } = await import("node:tls");
  const server = createServer({ ALPNProtocols: ["h2", "http/1.1"], noDelay: true });
  let shown: Certificate | undefined;
  server.on("secureConnection", (socket) => {
    socket.on("error", () => socket.destroy());
    onSecure(socket);
  });
  server.on("tlsClientError", (_, socket) => socket.destroy()); // a client that refuses our certificate, or speaks no TLS
  return async () => {
    const current = await certificate();
    if (current !== shown) server.setSecureContext(current);
    shown = current;
    return server;
  };
}

interface Open {
  readonly tcp: TcpServer;
  readonly http1: Http1Server;
  readonly sockets: ReadonlySet<Socket>;
  readonly sessions: ReadonlySet<ServerHttp2Session>;
}

async function close({ tcp, http1, sockets, sessions }: Open, deadlineMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => tcp.close(() => resolve()));
  http1.close(); // closes idle connections and ends the checks
  for (const session of sessions) session.close();
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  const cut = afterReal(deadlineMs, () => {
    for (const socket of sockets) socket.destroy();
  });
  await closed;
  cut.cancel();
}
