// restXml: HTTP bindings, and XML for what is left. S3's own rules stand in s3.ts.
import type { AwsError } from "../../kit/errors.ts";
import { statusOf } from "../../kit/http-status.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { utf8Text } from "../codecs/json-text.ts";
import { xmlReader } from "../codecs/xml.ts";
import { membersText, namespaceAttribute, XmlWriters } from "../codecs/xml-write.ts";
import { bindingsOf, writeHeaders } from "../codecs/bindings.ts";
import { escapeText, parseXml } from "../codecs/xml-text.ts";
import { invalidArgument, malformedXml, missingRequestBody } from "../errors.ts";
import type { HttpAnswer } from "../http.ts";
import { type Failure, failuresOf } from "../validate-checks.ts";
import { objectOf } from "../codecs/json-write.ts";
import type { Structure } from "../shapes.ts";
import type { Protocol, WireOperation, WireService } from "../wire.ts";
import { errorShape, errorStatus, queryCode, senderOrReceiver, withoutBody, withoutMessage } from "./answers.ts";
import { decodeRest, encodeRest, routedOperation, routeOf, type BodyFormat } from "./rest.ts";
import {
  extendedRequestId,
  isEmptyAnswer,
  isPartialContent,
  isS3,
  mixedOutput,
  unrouted,
  unwrappedOutput,
  withoutEmptyNumbers,
} from "./s3.ts";

const writers = new XmlWriters("dateTimeMs");
const CONTENT_TYPE = "application/xml";
const DECLARATION = `<?xml version="1.0" encoding="UTF-8"?>\n`;

/** Bytes that are no XML, or not this one. */
class XmlBodyError extends DecodeError {}

const serviceAttributes = (service: WireService): string =>
  namespaceAttribute(service.xmlNamespace === undefined ? undefined : [service.xmlNamespace]);

function readBody(structure: Structure, body: Uint8Array, names: readonly string[]): object {
  try {
    const root = parseXml(utf8Text(body));
    if (!names.includes(root.name)) throw new DecodeError(`unexpected root element ${root.name.slice(0, 64)}`);
    return xmlReader(structure)(root) as object;
  } catch (error) {
    if (error instanceof DecodeError) throw new XmlBodyError(error.message);
    throw error;
  }
}

function writeBody(operation: WireOperation, structure: Structure, value: object, names: readonly string[]): string {
  const attributes = serviceAttributes(operation.service);
  const mixed = mixedOutput(operation, structure, value, writers);
  if (mixed !== undefined) return `${DECLARATION}<${names[0]!}${attributes}>${mixed}</${names[0]!}>`;
  return (
    DECLARATION + (unwrappedOutput(operation, value, attributes) ?? writers.of(structure)(value, names[0]!, attributes))
  );
}

const format: BodyFormat = {
  contentType: CONTENT_TYPE,
  writesEmptyOutputs: false,
  read: readBody,
  write: (structure, value) => writers.of(structure)(value, structure.xmlName ?? structure.name, ""),
  writeBody,
};

function refusing<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof XmlBodyError) throw malformedXml();
    if (error instanceof DecodeError) throw invalidArgument(error.message);
    throw error;
  }
}

/** The error's members: those of its shape by the model, further ones as text. */
function memberElements(service: WireService, error: AwsError): string {
  const shape = errorShape(service, error);
  const modelled = new Set(shape?.members.map(({ name }) => name));
  const further = Object.entries(error.members)
    .filter(([name, value]) => !modelled.has(name) && value !== undefined && value !== null)
    .map(
      ([name, value]) => `<${name}>${escapeText(typeof value === "string" ? value : JSON.stringify(value))}</${name}>`,
    );
  return (
    (shape ? membersText(writers, withoutMessage(bindingsOf(shape, "output").body), error.members) : "") +
    further.join("")
  );
}

function errorText(service: WireService, error: AwsError, requestId: string): string {
  const code = `<Code>${escapeText(queryCode(service, error))}</Code>`;
  const message = error.message === "" ? "" : `<Message>${escapeText(error.message)}</Message>`;
  const members = memberElements(service, error);
  if (isS3(service)) {
    const ids = `<RequestId>${requestId}</RequestId><HostId>${extendedRequestId(requestId)}</HostId>`;
    return `${DECLARATION}<Error>${code}${message}${members}${ids}</Error>`;
  }
  const type = senderOrReceiver(service, error);
  // Recorded: S3 Control has S3's host ids, too.
  const host = service.name === "s3-control" ? `<HostId>${extendedRequestId(requestId)}</HostId>` : "";
  const body = `<Error><Type>${type}</Type>${code}${message}${members}</Error><RequestId>${requestId}</RequestId>${host}`;
  return `${DECLARATION}<ErrorResponse${serviceAttributes(service)}>${body}</ErrorResponse>`;
}

const idHeaders = (service: WireService, requestId: string): Record<string, string> =>
  isS3(service)
    ? { "x-amz-request-id": requestId, "x-amz-id-2": extendedRequestId(requestId) }
    : { "x-amz-request-id": requestId, "x-amzn-requestid": requestId };

/**
 * S3 checks no constraints, but a body must be there and have what its schema requires.
 * Errors: AwsError MissingRequestBodyError, MalformedXML.
 */
/** A Tagging without a TagSet has no tags. Recorded. */
const isMissing = ({ value, member }: Failure): boolean => value === undefined && member.name !== "TagSet";

function assertPayload(structure: Structure, input: Readonly<Record<string, unknown>>): void {
  const { payload } = bindingsOf(structure, "input");
  if (payload?.target.kind !== "structure") return;
  const value = input[payload.name];
  if (value === undefined) {
    if (payload.required) throw missingRequestBody();
  } else if (failuresOf(payload.target, value).some(isMissing)) throw malformedXml();
}

export const restXml: Protocol = {
  name: "restXml",

  operationOf(service, head) {
    const routed = refusing(() => routeOf(service, head));
    if (routed === undefined) throw unrouted(service, head);
    return routed.operation;
  },

  decode(operation, head, body) {
    return refusing(() => {
      const routed = routedOperation(operation, head);
      if (routed === undefined) throw unrouted(operation.service, head);
      const input = decodeRest(withoutEmptyNumbers(routed), body, format);
      if (isS3(operation.service)) assertPayload(operation.input, objectOf(input));
      return input;
    });
  },

  encode(operation, output, answering) {
    const answer = encodeRest(operation, output, format);
    const headers = { ...idHeaders(operation.service, answering.requestId), ...answer.headers };
    const usual = isPartialContent(operation, output) ? 206 : isEmptyAnswer(operation) ? 204 : answer.status;
    const status = statusOf(output) ?? usual;
    return withoutBody({ ...answer, status, headers }, answering);
  },

  encodeError(service, _operation, error, answering): HttpAnswer {
    const status = error.status ?? (error.code === "NotFound" ? 404 : errorStatus(service, error));
    const shape = errorShape(service, error);
    const headers = {
      ...error.headers,
      ...(shape && writeHeaders(shape, error.members)),
      ...idHeaders(service, answering.requestId),
      "content-type": CONTENT_TYPE,
    };
    return withoutBody({ status, headers, body: errorText(service, error, answering.requestId) }, answering);
  },
};
