// What the two REST protocols share: routing, bindings, payloads. The body's format is a parameter.
import { Readable } from "node:stream";
import { bindingsOf, mediaTypeOf, readBindings, writeHeaders } from "../codecs/bindings.ts";
import { objectOf } from "../codecs/json-write.ts";
import { parseJson, utf8Text } from "../codecs/json-text.ts";
import { readDocument } from "../codecs/tree-read.ts";
import type { HttpAnswer, RequestHead } from "../http.ts";
import { route, type Routed } from "../router.ts";
import type { Member, Structure } from "../shapes.ts";
import type { WireOperation } from "../wire.ts";
import { EVENT_STREAM, eventStreamOf, type EventFormat } from "./event-streams.ts";
import { alwaysHasRoot } from "./s3.ts";

export interface BodyFormat extends EventFormat {
  /** The structure of a whole body. Errors: DecodeError. */
  read(structure: Structure, body: Uint8Array, names: readonly string[]): object;
  /** An output that has no members is still a body. */
  readonly writesEmptyOutputs: boolean;
  /** A body or payload as a document of its own. `names` are of the member and shape, the first is the preferred one. */
  writeBody(operation: WireOperation, structure: Structure, value: object, names: readonly string[]): string;
}

/** The last routing, so that decoding after claiming does not route again. */
const routed = new WeakMap<RequestHead, Routed>();

export function routedOperation(operation: WireOperation, head: RequestHead): Routed | undefined {
  const known = routed.get(head);
  return known?.operation === operation ? known : routeOf(operation.service, head);
}

export function routeOf(service: WireOperation["service"], head: RequestHead): Routed | undefined {
  const found = route(service, head);
  if (found) routed.set(head, found);
  return found;
}

/** Names that the root element of a payload may have: the one that SDKs write comes first. */
const rootNames = (structure: Structure, member?: Member): readonly string[] =>
  [member?.xmlName, structure.xmlName, structure.name, member?.name].filter((name) => name !== undefined);

function readPayload(member: Member, body: Uint8Array | Readable, format: BodyFormat): unknown {
  const { target } = member;
  if (target.kind === "stream") return body instanceof Uint8Array ? Readable.from(body.length > 0 ? [body] : []) : body;
  if (!(body instanceof Uint8Array)) throw new TypeError("only streaming payloads come as streams");
  if (target.kind === "structure") {
    return body.byteLength === 0 ? undefined : format.read(target, body, rootNames(target, member));
  }
  if (body.byteLength === 0) return undefined;
  if (target.kind === "document") return readDocument(parseJson(body, false));
  return target.kind === "string" ? utf8Text(body) : body;
}

/** Errors: DecodeError. */
export function decodeRest(routedRequest: Routed, body: Uint8Array | Readable, format: BodyFormat): object {
  const { input: structure } = routedRequest.operation;
  const input = readBindings(structure, routedRequest);
  const { payload, body: inBody } = bindingsOf(structure, "input");
  if (payload) {
    const value = readPayload(payload, body, format);
    if (value !== undefined) input[payload.name] = value;
  } else if (inBody.members.length > 0 && body instanceof Uint8Array && body.byteLength > 0) {
    const names = [...rootNames(structure), routedRequest.operation.name, `${routedRequest.operation.name}Request`];
    Object.assign(input, format.read(inBody, body, names));
  }
  return input;
}

interface Payload {
  readonly body: HttpAnswer["body"];
  readonly contentType: string | undefined;
}

const NOTHING: Payload = { body: undefined, contentType: undefined };

function payloadOf(operation: WireOperation, output: Readonly<Record<string, unknown>>, format: BodyFormat): Payload {
  const { output: structure } = operation;
  const { payload, body: inBody } = bindingsOf(structure, "output");
  if (payload === undefined) {
    const isEmpty = structure.members.length === 0;
    if (inBody.members.length === 0 && !(isEmpty && format.writesEmptyOutputs && operation.hasOutput)) return NOTHING;
    return {
      body: format.writeBody(operation, inBody, output, rootNames(structure)),
      contentType: format.contentType,
    };
  }
  const { target } = payload;
  const value = output[payload.name];
  if (target.kind === "structure" && target.events) {
    const body = eventStreamOf(operation.service, structure, output, format, undefined);
    return { body, contentType: EVENT_STREAM };
  }
  const absent = value === undefined || value === null;
  if (absent && !alwaysHasRoot(operation)) return NOTHING;
  if (target.kind === "structure") {
    const names = rootNames(target, payload);
    const text = format.writeBody(operation, target, absent ? {} : objectOf(value), names);
    return { body: text, contentType: format.contentType };
  }
  const standard = target.kind === "string" ? "text/plain" : "application/octet-stream";
  if (target.kind === "document") return { body: JSON.stringify(value), contentType: "application/json" };
  return { body: value as HttpAnswer["body"], contentType: mediaTypeOf(payload) ?? standard };
}

export function encodeRest(operation: WireOperation, output: object, format: BodyFormat): HttpAnswer {
  const value = objectOf(output);
  const { body, contentType } = payloadOf(operation, value, format);
  const { status: statusMember } = bindingsOf(operation.output, "output");
  const status = statusMember && value[statusMember.name];
  return {
    status: typeof status === "number" ? status : (operation.http?.status ?? 200),
    headers: {
      ...(contentType !== undefined && { "content-type": contentType }),
      ...writeHeaders(operation.output, value),
    },
    body,
  };
}
