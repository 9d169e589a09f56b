// Outputs that are event streams: what a handler yields, as frames; an error that it throws, as the last frame.
import { AwsError } from "../../kit/errors.ts";
import { encodeFrame, type EventHeader } from "../codecs/event-stream.ts";
import { objectOf } from "../codecs/json-write.ts";
import type { Member, Structure } from "../shapes.ts";
import type { WireService } from "../wire.ts";
import { errorMembers, errorName, writtenShape } from "./answers.ts";

/** Content type of the answer. */
export const EVENT_STREAM = "application/vnd.amazon.eventstream";

/** How a protocol writes one structure that is an event's payload. */
export interface EventFormat {
  readonly contentType: string;
  write(structure: Structure, value: object): Uint8Array | string;
}

const eventStreamMember = (structure: Structure): Member | undefined =>
  structure.members.find(({ target }) => target.kind === "structure" && target.events);

const bytesOf = (value: Uint8Array | string): Uint8Array => (typeof value === "string" ? Buffer.from(value) : value);

/** The answer's body when the output is an event stream. `initial`: the RPC protocols send the other members first. */
export function eventStreamOf(
  service: WireService,
  structure: Structure,
  output: object,
  format: EventFormat,
  initial: "initial-response" | undefined,
): AsyncIterable<Uint8Array> | undefined {
  const member = eventStreamMember(structure);
  if (member?.target.kind !== "structure") return undefined;
  const events = objectOf(output)[member.name] as AsyncIterable<unknown> | undefined;
  return frames(service, member.target, events, format, initial && initialFrame(structure, member, output, format));
}

function initialFrame(structure: Structure, stream: Member, output: object, format: EventFormat): Uint8Array {
  const others: Structure = { ...structure, members: structure.members.filter((member) => member !== stream) };
  const headers = { ":message-type": "event", ":event-type": "initial-response", ":content-type": format.contentType };
  return encodeFrame(headers, bytesOf(format.write(others, output)));
}

async function* frames(
  service: WireService,
  union: Structure,
  events: AsyncIterable<unknown> | undefined,
  format: EventFormat,
  first: Uint8Array | undefined,
): AsyncGenerator<Uint8Array> {
  if (first) yield first;
  try {
    for await (const event of events ?? []) {
      const frame = eventFrame(union, event, format);
      yield frame.bytes;
      if (frame.last) return;
    }
  } catch (error) {
    yield errorFrame(service, union, error, format);
    if (!(error instanceof AwsError)) throw error;
  }
}

function eventFrame(union: Structure, event: unknown, format: EventFormat): { bytes: Uint8Array; last: boolean } {
  const source = objectOf(event);
  const member = union.members.find(({ name }) => source[name] !== undefined && source[name] !== null);
  if (member?.target.kind !== "structure") throw new TypeError(`an event of ${union.name} has no known member`);
  const value = objectOf(source[member.name]);
  if (member.target.error !== undefined)
    return { bytes: exceptionFrame(member.name, member.target, value, format), last: true };
  return { bytes: plainFrame(member.name, member.target, value, format), last: false };
}

const unbound = new WeakMap<Structure, Structure>();

/** The members that stand in neither headers nor payload: one structure for all events, so that its writer is compiled once. */
function unboundOf(structure: Structure): Structure {
  let others = unbound.get(structure);
  if (others === undefined) {
    others = { ...structure, members: structure.members.filter((member) => member.event === undefined) };
    unbound.set(structure, others);
  }
  return others;
}

function plainFrame(
  name: string,
  structure: Structure,
  value: Readonly<Record<string, unknown>>,
  format: EventFormat,
): Uint8Array {
  const headers: Record<string, EventHeader> = { ":message-type": "event", ":event-type": name };
  for (const member of structure.members) {
    const item = value[member.name];
    if (member.event === "header" && item !== undefined && item !== null) headers[member.name] = item as EventHeader;
  }
  const payload = structure.members.find((member) => member.event === "payload");
  if (payload === undefined) {
    const others = unboundOf(structure);
    if (others.members.length === 0) return encodeFrame(headers, new Uint8Array());
    return encodeFrame({ ...headers, ":content-type": format.contentType }, bytesOf(format.write(others, value)));
  }
  const item = value[payload.name] ?? "";
  if (payload.target.kind === "structure")
    return encodeFrame(
      { ...headers, ":content-type": format.contentType },
      bytesOf(format.write(payload.target, objectOf(item))),
    );
  const contentType = payload.target.kind === "string" ? "text/plain" : "application/octet-stream";
  return encodeFrame({ ...headers, ":content-type": contentType }, bytesOf(item as Uint8Array | string));
}

function exceptionFrame(name: string, structure: Structure, value: object, format: EventFormat): Uint8Array {
  const headers = { ":message-type": "exception", ":exception-type": name, ":content-type": format.contentType };
  return encodeFrame(headers, bytesOf(format.write(structure, value)));
}

/** Modelled exceptions of the stream as `exception`, everything else as `error` with a code and a message. */
function errorFrame(service: WireService, union: Structure, error: unknown, format: EventFormat): Uint8Array {
  if (!(error instanceof AwsError)) return unmodelledFrame("InternalFailure", "The request processing has failed.");
  const name = errorName(service, error);
  const member = union.members.find(({ target }) => target.name === name);
  const shape = writtenShape(service, error);
  if (member) return exceptionFrame(member.name, shape, errorMembers(error, shape), format);
  return unmodelledFrame(name, error.message);
}

const unmodelledFrame = (code: string, message: string): Uint8Array =>
  encodeFrame({ ":message-type": "error", ":error-code": code, ":error-message": message }, new Uint8Array());
