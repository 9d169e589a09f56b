// Calls between services: in process, through the same stages from the check of the input on.
import { Readable } from "node:stream";
import { authorize } from "../gateway/authorize.ts";
import { OperationCall } from "../gateway/exchange.ts";
import type { Services } from "../gateway/services.ts";
import { openService } from "../gateway/stages.ts";
import { uuid } from "../kit/ids.ts";
import type { PeerIdentity, Peers } from "../kit/peers.ts";
import type { Caller, Origin } from "../kit/service.ts";
import { loadService } from "../wire/models.ts";
import { validate } from "../wire/validate.ts";

const IN_PROCESS: Origin = { sourceIp: "127.0.0.1", host: "forebay.internal", secure: true, userAgent: "forebay" };

export function peersOf(services: Services, closing: AbortSignal): Peers {
  /** Untyped inside: the seam's types say what each operation takes and gives. */
  const call = async (model: string, name: string, input: object, as: PeerIdentity): Promise<unknown> => {
    const operation = loadService(model).operations.get(name);
    if (!operation) throw new Error(`${model} has no operation ${name}`);
    const { definition, context } = await openService(services, model, name);
    validate(operation, input);
    const caller = callerOf(as);
    authorize(caller, operation, model === "s3" ? "s3" : "json");
    const from = { requestId: uuid(), origin: IN_PROCESS, signal: as.signal ?? closing };
    const handler = definition.operations[name];
    if (!handler) throw new Error(`${model} ${name} has no handler`);
    const given = operation.streamsIn ? streamed(input) : input;
    return (await handler(given as never, new OperationCall(from, caller, as.region, context))) ?? {};
  };
  return { call: call as never };
}

function callerOf({ account, principal }: PeerIdentity): Caller {
  if ("kind" in principal) return principal;
  return { kind: "service", account, arn: principal.roleArn, userId: account, accessKeyId: undefined };
}

/** Handlers of streaming operations are given a stream, also when a peer has the bytes. */
function streamed(input: object): object {
  const entries = Object.entries(input).map(([name, value]: [string, unknown]) =>
    value instanceof Uint8Array ? [name, Readable.from([value], { objectMode: false })] : [name, value],
  );
  return Object.fromEntries(entries) as object;
}
