// Calls between services: in process, through the same stages from the check of the input on.
import { Readable } from "node:stream";
import type { Authorizer } from "../gateway/authorize.ts";
import { OperationCall } from "../gateway/exchange.ts";
import type { Services } from "../gateway/services.ts";
import { openService, ruleOf } from "../gateway/stages.ts";
import { uuid } from "../kit/ids.ts";
import type { PassedRole, PeerIdentity, Peers } from "../kit/peers.ts";
import type { Caller } from "../kit/service.ts";
import { loadService } from "../wire/models.ts";
import { validate } from "../wire/validate.ts";
import { IN_PROCESS, type PassedRoles } from "./passed-roles.ts";

interface PeerParts {
  readonly services: Services;
  readonly authorizer: Authorizer;
  readonly passedRoles: PassedRoles;
  readonly closing: AbortSignal;
}

/** `from` is the service that calls. */
export function peersOf(from: string, { services, authorizer, passedRoles, closing }: PeerParts): Peers {
  /** Untyped inside: the seam's types say what each operation takes and gives. */
  const call = async (model: string, name: string, input: object, as: PeerIdentity): Promise<unknown> => {
    const operation = loadService(model).operations.get(name);
    if (!operation) throw new Error(`${model} has no operation ${name}`);
    const { definition, context } = await openService(services, model, name);
    validate(operation, input);
    const { account, region, principal, source, signal = closing } = as;
    const passed = "roleArn" in principal;
    const caller: Caller = passed ? await passedRoles.callerFor(model, principal, region) : principal;
    const made = { requestId: uuid(), origin: IN_PROCESS, signal };
    const operationCall = new OperationCall(made, caller, region, context, account);
    const calledVia = passed ? [] : [`${from}.amazonaws.com`];
    const unsigned = { origin: IN_PROCESS, presented: undefined, referer: undefined };
    const asked = { caller, region, ...unsigned, calledVia, source };
    const access = await ruleOf(definition, name)(input as never, operationCall);
    await authorizer.check(access, asked, model === "s3" ? "s3" : "json", operationCall);
    const handler = definition.operations[name];
    if (!handler) throw new Error(`${model} ${name} has no handler`);
    const given = operation.streamsIn ? streamed(input) : input;
    return (await handler(given as never, operationCall)) ?? {};
  };
  const assume = async (role: PassedRole): Promise<void> => void (await passedRoles.callerOf(role, "us-east-1"));
  return { call: call as never, assume };
}

/** Handlers of streaming operations are given a stream, also when a peer has the bytes. */
function streamed(input: object): object {
  const entries = Object.entries(input).map(([name, value]: [string, unknown]) =>
    value instanceof Uint8Array ? [name, Readable.from([value], { objectMode: false })] : [name, value],
  );
  return Object.fromEntries(entries) as object;
}
