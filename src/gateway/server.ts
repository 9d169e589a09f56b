// Between the port and the stages: makes an exchange of each request, and delivers its answer.
import { Readable } from "node:stream";
import { uuid } from "../kit/ids.ts";
import { admin, isAdminPath, type AdminRoutes } from "./admin.ts";
import { bucketRules, preflightAnswer, withRules } from "./bucket-cors.ts";
import { preflight, withCors } from "./cors.ts";
import { answerDownload, isDownloadPath } from "./download.ts";
import { Exchange } from "./exchange.ts";
import { answerFunctionUrl } from "./function-url.ts";
import { originOf, readHead, type Incoming } from "./head.ts";
import { IncomingBody } from "./incoming-body.ts";
import { listen, type Listener, type ListenOptions, type Outgoing } from "./listen.ts";
import { send } from "./outgoing.ts";
import { answer } from "./pipeline.ts";
import type { Surroundings } from "./services.ts";
import { functionUrlOfHost, websiteOfHost } from "./virtual-host.ts";
import { answerWebsite } from "./website.ts";
import type { SlowSenders } from "./slow-senders.ts";
import type { HttpAnswer } from "../wire/http.ts";

export interface ServerOptions extends Pick<ListenOptions, "host" | "port" | "certificate"> {
  readonly surroundings: Surroundings;
  readonly admin: AdminRoutes;
  readonly slowSenders: SlowSenders;
  readonly closing: AbortSignal;
}

export function serve(options: ServerOptions): Promise<Listener> {
  const { surroundings } = options;
  return listen({
    ...options,
    onError: (error) => surroundings.logger.warn({ err: error }, "a connection failed"),
    onRequest: (incoming, outgoing, expectsContinue) => {
      handle(options, incoming, outgoing, expectsContinue).catch((error: unknown) => {
        surroundings.logger.error({ err: error }, "a bug: a request could not be answered");
        incoming.destroy();
      });
    },
  });
}

async function handle(
  options: ServerOptions,
  incoming: Incoming,
  outgoing: Outgoing,
  expectsContinue: boolean,
): Promise<void> {
  const { surroundings, closing } = options;
  const received = readHead(incoming);
  const origin = originOf(incoming, received);
  const body = new IncomingBody(
    incoming,
    received,
    options.slowSenders,
    expectsContinue ? () => outgoing.writeContinue() : undefined,
  );
  const deliverAsIs = (result: HttpAnswer): void =>
    send(result, {
      incoming,
      outgoing,
      bodyWanted: body.wanted,
      closing: closing.aborted,
      onBroken: (error) => surroundings.logger.warn({ err: error, path: received.path }, "an answer broke off"),
    });
  const functionUrl = functionUrlOfHost(received.headers["host"] ?? "");
  if (functionUrl !== undefined) {
    const exchange = new Exchange(uuid(), received, origin, body, signalOf(outgoing, closing));
    return deliverOrDestroy(await answerFunctionUrl(functionUrl, exchange, surroundings), outgoing, deliverAsIs);
  }
  const rules = received.headers["origin"] === undefined ? undefined : await bucketRules(received, surroundings);
  const deliver = (result: HttpAnswer): void =>
    deliverAsIs(rules === undefined ? withCors(result, received) : withRules(result, rules));

  if (isDownloadPath(received.path)) return deliver(await answerDownload(received, surroundings));
  if (isAdminPath(received.path)) return deliver(await admin(options.admin, received, origin, body));
  if (received.method === "OPTIONS") {
    const allowed = rules === undefined ? preflight(received) : preflightAnswer(rules, received, uuid());
    if (allowed) return deliver(allowed);
  }
  const exchange = new Exchange(uuid(), received, origin, body, signalOf(outgoing, closing));
  const startedMs = surroundings.logger.isLevelEnabled("debug") ? surroundings.clock.elapsed() : 0;
  const site = websiteOfHost(received.headers["host"] ?? "");
  const result = await (site === undefined
    ? answer(exchange, surroundings)
    : answerWebsite(site, exchange, surroundings));
  if (startedMs > 0) logRequest(exchange, result.status, surroundings, startedMs);
  deliverOrDestroy(result, outgoing, deliver);
}

function deliverOrDestroy(result: HttpAnswer, outgoing: Outgoing, deliver: (result: HttpAnswer) => void): void {
  if (!outgoing.destroyed) deliver(result);
  else if (result.body instanceof Readable) result.body.destroy();
}

function signalOf(outgoing: Outgoing, closing: AbortSignal): () => AbortSignal {
  let signal: AbortSignal | undefined;
  return () => {
    if (signal) return signal;
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    return (signal = AbortSignal.any([gone.signal, closing]));
  };
}

function logRequest(exchange: Exchange, status: number, { logger, clock }: Surroundings, startedMs: number): void {
  const { claim, requestId, received } = exchange;
  const what = claim ? `${claim.service.name}.${claim.operation.name}` : `${received.method} ${received.path}`;
  logger.debug({ requestId, status, ms: Math.round((clock.elapsed() - startedMs) * 10) / 10 }, `${what} => ${status}`);
}
