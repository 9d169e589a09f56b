// Reads a request's head as the wire layer wants it, from HTTP/1.1 and HTTP/2 alike.
import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest } from "node:http2";
import type { TLSSocket } from "node:tls";
import type { Origin } from "../kit/service.ts";
import type { RequestHead } from "../wire/http.ts";

export type Incoming = IncomingMessage | Http2ServerRequest;

/** Lower-case names, repeated headers joined with `,`; HTTP/2's `:authority` stands as `host`. */
export function readHead(incoming: Incoming): RequestHead {
  const headers = Object.create(null) as Record<string, string>;
  const raw = incoming.rawHeaders;
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] as string).toLowerCase();
    const value = raw[at + 1] as string;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before},${value}`;
  }
  const authority = headers[":authority"];
  if (authority !== undefined) headers["host"] ??= authority;
  const target = targetOf(incoming.url ?? "/");
  const at = target.indexOf("?");
  return {
    method: incoming.method ?? "GET",
    path: at < 0 ? target : target.slice(0, at),
    query: at < 0 ? "" : target.slice(at + 1),
    headers,
  };
}

/** Proxies send the absolute form `http://host/path`. */
function targetOf(url: string): string {
  if (url.startsWith("/")) return url;
  const absolute = /^[a-z]+:\/\/[^/?]*(.*)$/i.exec(url);
  const target = absolute?.[1] ?? url;
  return target.startsWith("/") ? target : `/${target}`;
}

export function originOf(incoming: Incoming, head: RequestHead): Origin {
  const socket = incoming.socket as TLSSocket;
  return {
    sourceIp: (socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
    host: head.headers["host"] ?? "",
    secure: socket.encrypted,
    userAgent: head.headers["user-agent"] ?? "",
  };
}
