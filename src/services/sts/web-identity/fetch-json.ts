// Fetches a small JSON document from an identity provider: over TLS that is checked, within a size and a time.
import { request as requestPlain, type IncomingMessage } from "node:http";
import { request as requestSecure } from "node:https";
import { TLSSocket } from "node:tls";
import { afterReal, realNowMs } from "../../../kit/clock.ts";
import { isLoopback } from "../../../kit/loopback.ts";
import { noVerificationKey, providerUnreachable, thumbprintMismatch } from "../errors.ts";
import { ISSUER_DOCUMENT_MAX_BYTES, ISSUER_TIMEOUT_MS } from "../limits.ts";
import { matchesThumbprint } from "./certificate-chain.ts";

/** HTTPS anywhere, or HTTP on this machine, where test issuers run. */
export const mayFetch = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || (protocol === "http:" && isLoopback(hostname));

/** Errors: IDPCommunicationError when nobody answers in time, InvalidIdentityToken when the answer is of no use. */
export async function fetchJson(url: URL, thumbprints: readonly string[]): Promise<unknown> {
  if (!mayFetch(url)) throw noVerificationKey();
  const abort = new AbortController();
  const timer = afterReal(ISSUER_TIMEOUT_MS, () => abort.abort());
  try {
    const response = await open(url, abort.signal);
    const trusted = isTrusted(response, url, thumbprints);
    if (!trusted || response.statusCode !== 200) response.destroy();
    if (!trusted) throw thumbprintMismatch();
    if (response.statusCode !== 200) throw noVerificationKey();
    return parse(await read(response));
  } finally {
    timer.cancel();
  }
}

/** The certificate is checked before anything that the server says is read: see `isTrusted`. Redirects are not followed. */
function open(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const options = { signal, agent: false, headers: { accept: "application/json" } } as const;
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === "https:"
        ? requestSecure(url, { ...options, rejectUnauthorized: false })
        : requestPlain(url, options);
    request.once("response", resolve);
    request.once("error", () => reject(providerUnreachable()));
    request.end();
  });
}

function isTrusted({ socket }: IncomingMessage, { hostname }: URL, thumbprints: readonly string[]): boolean {
  if (!(socket instanceof TLSSocket) || socket.authorized) return true;
  const certificate = socket.getPeerX509Certificate();
  const host = hostname.replaceAll(/^\[|\]$/g, "");
  return certificate !== undefined && matchesThumbprint(certificate, host, thumbprints, realNowMs());
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > ISSUER_DOCUMENT_MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch {
    throw providerUnreachable();
  }
  if (sizeBytes > ISSUER_DOCUMENT_MAX_BYTES) throw noVerificationKey();
  return Buffer.concat(chunks).toString();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw noVerificationKey();
  }
}
