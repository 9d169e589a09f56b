// Invoke: runs a function and waits for it, hands an event to it for later, or only looks whether it could.
import type { Operation } from "../context.ts";
import { eventTooLarge, notBuilt, requestTooLarge, stillPending } from "../errors.ts";
import { ASYNC_PAYLOAD_MAX_BYTES, SYNC_PAYLOAD_MAX_BYTES } from "../limits.ts";
import { locate, named } from "../locate.ts";
import { eventOf, clientContextOf } from "../payload.ts";

export const invoke: Operation<"Invoke"> = async (input, call) => {
  const { store, runner } = call.context;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  if (input.DurableExecutionName !== undefined) throw notBuilt("Durable functions are not built yet.");
  if (input.TenantId !== undefined) throw notBuilt("Tenant isolation is not built.");
  const located = await locate(store, { key, qualifier });
  const type = input.InvocationType ?? "RequestResponse";
  if (type === "DryRun") return { StatusCode: 204, ExecutedVersion: located.number };
  const payload = eventOf(input.Payload);
  const clientContext = clientContextOf(input.ClientContext);
  if (located.entry.state === "Pending") throw stillPending();
  if (type === "Event") {
    if (payload.byteLength > ASYNC_PAYLOAD_MAX_BYTES) throw eventTooLarge(payload.byteLength, ASYNC_PAYLOAD_MAX_BYTES);
    await call.context.events.accept(located.entry, { qualifier, payload, clientContext, requestId: call.requestId });
    return { StatusCode: 202 };
  }
  if (payload.byteLength > SYNC_PAYLOAD_MAX_BYTES) throw requestTooLarge(payload.byteLength, SYNC_PAYLOAD_MAX_BYTES);
  const wantsLog = input.LogType === "Tail";
  const outcome = await runner.run(located, { requestId: call.requestId, payload, clientContext, wantsLog });
  return {
    StatusCode: 200,
    ExecutedVersion: located.number,
    Payload: outcome.payload as never,
    ...(outcome.failed && { FunctionError: "Unhandled" }),
    ...(wantsLog && { LogResult: Buffer.from(outcome.log).toString("base64") }),
  };
};
