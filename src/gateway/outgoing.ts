// Writes an answer to the client, whatever the transport, and keeps the connection usable where that is possible.
import { Readable } from "node:stream";
import type { ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";
import { bytesAtHand } from "../kit/bytes-at-hand.ts";
import { lendsChunks } from "../kit/lent-chunks.ts";
import type { HttpAnswer } from "../wire/http.ts";
import type { Incoming } from "./head.ts";
import type { Outgoing } from "./listen.ts";

/** A body that was refused is read to its end when it is this small; otherwise the connection is closed. */
const DRAIN_MAX_BYTES = 1024 * 1024;

/** Up to here it is cheaper to send a text with its head in one piece. */
const TEXT_MAX_CHARACTERS = 16 * 1024;

export interface Delivery {
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  /** Whether the client was told to send its body, or sent it unasked. */
  readonly bodyWanted: boolean;
  readonly closing: boolean;
  /** An answer that had begun broke off. */
  readonly onBroken: (error: Error) => void;
}

/** Resolves when the answer is handed to the transport. An answer that breaks midway cuts the connection, so that the client sees it. */
export function send(answer: HttpAnswer, delivery: Delivery): void {
  const { incoming, outgoing, bodyWanted, closing } = delivery;
  const { headers, status } = answer;
  const body = bodyOf(answer);
  if (incoming.httpVersionMajor < 2) {
    if (closing || mustClose(incoming, bodyWanted)) headers["connection"] = "close";
  } else {
    delete headers["connection"];
  }
  const whole = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  if (whole && mayHaveBody(status, incoming)) headers["content-length"] ??= String(body ? Buffer.byteLength(body) : 0);
  (outgoing as ServerResponse).writeHead(status, headers);
  if (whole) endWhole(outgoing, body);
  else stream(body, delivery);
  if (!incoming.readableEnded) incoming.resume();
}

/** A long text becomes bytes once, not once for its length and once more for the socket. */
function bodyOf({ body }: HttpAnswer): HttpAnswer["body"] {
  if (typeof body === "string") return body.length > TEXT_MAX_CHARACTERS ? Buffer.from(body) : body;
  return (body instanceof Readable && bytesAtHand(body)) || body;
}

/** Otherwise Node would send it in chunks. */
const mayHaveBody = (status: number, { method }: Incoming): boolean =>
  method !== "HEAD" && status !== 204 && status !== 304;

const endWhole = (outgoing: Outgoing, body: string | Uint8Array | undefined): void =>
  void (outgoing as ServerResponse).end(body);

function mustClose(incoming: Incoming, bodyWanted: boolean): boolean {
  if (!bodyWanted) return true; // the client waits for 100 Continue, and what follows on the connection would be ambiguous
  if (incoming.complete) return false;
  const length = incoming.headers["content-length"];
  return length === undefined ? incoming.headers["transfer-encoding"] !== undefined : Number(length) > DRAIN_MAX_BYTES;
}

function stream(body: Readable | AsyncIterable<Uint8Array>, { incoming, outgoing, onBroken }: Delivery): void {
  const readable = body instanceof Readable ? body : Readable.from(body, { objectMode: false });
  const http2 = outgoing as Http2ServerResponse;
  if (incoming.method === "HEAD") {
    readable.destroy();
    return endWhole(outgoing, undefined);
  }
  readable.once("error", (error) => {
    onBroken(error);
    if (incoming.httpVersionMajor < 2) incoming.socket.destroy();
    else http2.stream.destroy();
  });
  outgoing.once("close", () => readable.destroy());
  if (!lendsChunks(readable)) return void readable.pipe(outgoing as ServerResponse);
  readable
    .lendTo((chunk) => written(outgoing as ServerResponse, chunk))
    .then(
      () => endWhole(outgoing, undefined),
      (error: Error) => readable.destroy(outgoing.destroyed ? undefined : error),
    );
}

/** Resolves when the transport has taken the bytes; rejects when the client is gone. */
function written(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(new Error("the client went away"));
    if (outgoing.destroyed) return gone();
    outgoing.once("close", gone);
    outgoing.write(chunk, (error) => {
      outgoing.off("close", gone);
      if (error) reject(error);
      else resolve();
    });
  });
}
