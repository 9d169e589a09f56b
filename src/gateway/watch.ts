// Tells a service that wants to know of a request when its answer has left.
import type { TLSSocket } from "node:tls";
import type { HttpAnswer } from "../wire/http.ts";
import type { Exchange } from "./exchange.ts";
import type { Incoming } from "./head.ts";
import type { Outgoing } from "./listen.ts";
import type { OpenService, Surroundings } from "./services.ts";

export interface Answered {
  readonly exchange: Exchange;
  /** The bucket whose website it was for. */
  readonly site: string | undefined;
  readonly result: HttpAnswer;
  readonly incoming: Incoming;
  readonly outgoing: Outgoing;
  /** As `clock.elapsed` had it. */
  readonly startedMs: number;
}

/** To be called before the answer is sent. */
export function watch(answered: Answered, surroundings: Surroundings): void {
  const { exchange, site, outgoing, result } = answered;
  const service = exchange.target ?? opened(exchange, site, surroundings);
  const definition = service?.definition;
  if (definition?.watch === undefined) return;
  const path = site === undefined ? exchange.head.path : `/${site}${exchange.received.path}`;
  const told = definition.watch({ path, headers: exchange.head.headers }, service?.context as never);
  if (told === undefined) return;
  const { clock } = surroundings;
  const turnAroundMs = clock.elapsed() - answered.startedMs;
  const tls = tlsOf(answered.incoming);
  const answerHeaders = { ...result.headers };
  outgoing.once("close", () => {
    const totalMs = clock.elapsed() - answered.startedMs;
    told({
      ...factsOf(answered),
      receivedMs: clock.now() - totalMs,
      totalMs,
      turnAroundMs,
      tls,
      answerHeaders,
      bytesSent: outgoing.writableFinished ? sentBytes(answered) : undefined,
    });
  });
}

/** Requests that are refused early have no service yet, but say whose they are. */
function opened(exchange: Exchange, site: string | undefined, { services }: Surroundings): OpenService | undefined {
  const name = site === undefined ? exchange.service?.name : "s3";
  const service = name === undefined ? undefined : services.open(name);
  return service instanceof Promise ? undefined : service;
}

function factsOf({ exchange, site, incoming, result }: Answered) {
  const { received, presented, caller, claim, origin, requestId, input, output, form, errorCode } = exchange;
  return {
    requestId,
    operation: claim?.operation.name,
    input,
    output,
    method: received.method,
    target: received.query === "" ? received.path : `${received.path}?${received.query}`,
    httpVersion: incoming.httpVersion,
    headers: received.headers,
    caller,
    origin,
    signed: presented && { algorithm: presented.algorithm, inQuery: presented.kind.endsWith("query") },
    isForm: form !== undefined,
    isWebsite: site !== undefined,
    status: result.status,
    errorCode,
  };
}

function tlsOf({ socket }: Incoming) {
  const secure = socket as TLSSocket;
  if (!secure.encrypted) return undefined;
  return { version: secure.getProtocol() ?? "", cipher: secure.getCipher().standardName };
}

function sentBytes({ result: { body, headers }, incoming }: Answered): number | undefined {
  if (incoming.method === "HEAD" || body === undefined) return 0;
  if (typeof body === "string" || body instanceof Uint8Array) return Buffer.byteLength(body);
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}
