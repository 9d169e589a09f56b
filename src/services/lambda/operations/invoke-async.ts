// InvokeAsync: the deprecated way to hand an event to a function; Invoke with the type Event is the other.
import type { Readable } from "node:stream";
import type { Operation } from "../context.ts";
import { eventTooLarge, stillPending } from "../errors.ts";
import { ASYNC_PAYLOAD_MAX_BYTES } from "../limits.ts";
import { locate, named } from "../locate.ts";
import { eventOf } from "../payload.ts";

export const invokeAsync: Operation<"InvokeAsync"> = async (input, call) => {
  const { store, events } = call.context;
  const { key, qualifier } = named(input.FunctionName, call);
  const { entry } = await locate(store, { key, qualifier });
  const payload = eventOf(await whole(input.InvokeArgs));
  if (entry.state === "Pending") throw stillPending();
  await events.accept(entry, { qualifier, payload, clientContext: undefined, requestId: call.requestId });
  return { Status: 202 };
};

/** Errors: RequestEntityTooLargeException. */
async function whole(body: Readable | Uint8Array | string | object): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as Readable as AsyncIterable<Buffer>) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > ASYNC_PAYLOAD_MAX_BYTES) throw eventTooLarge(sizeBytes, ASYNC_PAYLOAD_MAX_BYTES);
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
