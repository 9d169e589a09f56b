// InvokeWithResponseStream: runs a function and gives its answer while it is being made.
import type { InvokeWithResponseStreamResponseEvent } from "@aws-sdk/client-lambda";
import { PassThrough } from "node:stream";
import type { Outcome } from "../../../engines/functions/functions.ts";
import type { Operation } from "../context.ts";
import { notBuilt, requestTooLarge, stillPending } from "../errors.ts";
import { SYNC_PAYLOAD_MAX_BYTES } from "../limits.ts";
import { locate, named } from "../locate.ts";
import { clientContextOf, eventOf } from "../payload.ts";

export const invokeWithResponseStream: Operation<"InvokeWithResponseStream"> = async (input, call) => {
  const { store, runner } = call.context;
  if (input.TenantId !== undefined) throw notBuilt("Tenant isolation is not built.");
  const located = await locate(store, named(input.FunctionName, call, input.Qualifier));
  if (input.InvocationType === "DryRun") return { StatusCode: 204, ExecutedVersion: located.number };
  const payload = eventOf(input.Payload);
  if (located.entry.state === "Pending") throw stillPending();
  if (payload.byteLength > SYNC_PAYLOAD_MAX_BYTES) throw requestTooLarge(payload.byteLength, SYNC_PAYLOAD_MAX_BYTES);
  const wantsLog = input.LogType === "Tail";
  const chunks = new PassThrough();
  let onFirst = (): void => {};
  const first = new Promise<void>((resolve) => (onFirst = resolve));
  const ended = runner
    .run(located, {
      requestId: call.requestId,
      payload,
      clientContext: clientContextOf(input.ClientContext),
      wantsLog,
      onChunk: (chunk) => {
        chunks.write(chunk);
        onFirst();
      },
    })
    .finally(() => chunks.end());
  // What refuses the invocation itself comes before anything of the answer.
  await Promise.race([first, ended]);
  return {
    StatusCode: 200,
    ExecutedVersion: located.number,
    ResponseStreamContentType: "application/vnd.amazon.eventstream",
    EventStream: events(chunks, ended, wantsLog),
  };
};

async function* events(
  chunks: PassThrough,
  ended: Promise<Outcome>,
  wantsLog: boolean,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent> {
  for await (const chunk of chunks as AsyncIterable<Buffer>) yield { PayloadChunk: { Payload: chunk } };
  const outcome = await ended;
  const { errorType, errorMessage } = outcome.failed ? said(outcome.payload) : {};
  yield {
    InvokeComplete: {
      ...(outcome.failed && { ErrorCode: errorType ?? "Unhandled", ErrorDetails: errorMessage ?? "" }),
      ...(wantsLog && { LogResult: Buffer.from(outcome.log).toString("base64") }),
    },
  };
}

function said(payload: Uint8Array): { readonly errorType?: string; readonly errorMessage?: string } {
  try {
    return JSON.parse(Buffer.from(payload).toString()) as { errorType?: string; errorMessage?: string };
  } catch {
    return {}; // a runtime of the user's own need not say it in JSON
  }
}
