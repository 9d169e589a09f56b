// What a runtime sends back: bodies up to a bound, errors in their body, and errors of streamed answers in trailers.
import type { IncomingMessage } from "node:http";
import type { Failure } from "./failures.ts";

/** Undefined when there is more. With `onChunk` the bytes go there, and what is returned is empty. */
export async function readUpTo(
  body: IncomingMessage,
  maxBytes: number,
  onChunk?: (chunk: Uint8Array) => void,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) continue;
    if (onChunk) onChunk(chunk);
    else chunks.push(chunk);
  }
  if (sizeBytes > maxBytes) return undefined;
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** Documented: a handler that fails in the middle of a streamed answer says so after it. */
export function errorTrailer({
  trailers,
}: IncomingMessage): { readonly said: Failure; readonly payload: Buffer } | undefined {
  const kind = trailers["lambda-runtime-function-error-type"];
  if (kind === undefined) return undefined;
  const payload = Buffer.from(trailers["lambda-runtime-function-error-body"] ?? "", "base64");
  return { said: failureOf(payload, kind), payload };
}

export function failureOf(payload: Uint8Array, kind: string | readonly string[] | undefined): Failure {
  const { errorType, errorMessage } = parsed(payload);
  const named = typeof kind === "string" ? kind : "Runtime.Unknown";
  return {
    errorType: typeof errorType === "string" ? errorType : named,
    errorMessage: typeof errorMessage === "string" ? errorMessage : "",
  };
}

function parsed(payload: Uint8Array): { readonly errorType?: unknown; readonly errorMessage?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(payload).toString());
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {}; // a runtime of the user's own need not say it in JSON
  }
}
