// awsQuery and ec2Query: form-encoded inputs whose Action names the operation, XML outputs.
import type { AwsError } from "../../kit/errors.ts";
import { inflated } from "../codecs/content-encoding.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { FormReaders, formPairs, parseForm } from "../codecs/form.ts";
import { utf8Text } from "../codecs/json-text.ts";
import { membersText, namespaceAttribute, XmlWriters } from "../codecs/xml-write.ts";
import { escapeText } from "../codecs/xml-text.ts";
import { invalidAction, invalidEc2Action, malformedInput, missingAction } from "../errors.ts";
import type { HttpAnswer, RequestHead } from "../http.ts";
import { emptyStructure, type Structure } from "../shapes.ts";
import type { Answering, Protocol, WireOperation, WireService } from "../wire.ts";
import { errorShape, errorStatus, queryCode, senderOrReceiver, withoutMessage } from "./answers.ts";

const CONTENT_TYPE = "text/xml;charset=UTF-8";

/** The parameters: the body of a POST, the query of a GET (presigned calls). */
const parametersOf = (head: RequestHead, body: Uint8Array | undefined): Uint8Array =>
  body && body.byteLength > 0 ? inflated(head, body) : Buffer.from(head.query);

function parameter(parameters: Uint8Array, name: string): string | undefined {
  for (const [key, value] of formPairs(utf8Text(parameters))) if (key === name) return value;
  return undefined;
}

function refusing<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) throw malformedInput(error.message);
    throw error;
  }
}

const messageText = ({ message }: AwsError): string =>
  message === "" ? "" : `<Message>${escapeText(message)}</Message>`;

/** The error's own members beside code and message. */
function furtherMembers(writers: XmlWriters, error: AwsError, shape: Structure | undefined): string {
  return shape === undefined ? "" : membersText(writers, withoutMessage(shape), error.members);
}

interface Dialect {
  readonly writers: XmlWriters;
  readonly name: "awsQuery" | "ec2Query";
  readonly unknown: (service: WireService, action: string, version: string | undefined) => AwsError;
  readonly success: (operation: WireOperation, content: string, attributes: string, requestId: string) => string;
  readonly failure: (service: WireService, error: AwsError, attributes: string, requestId: string) => string;
}

const awsQueryWriters = new XmlWriters("dateTime");
const awsQueryDialect: Dialect = {
  writers: awsQueryWriters,
  name: "awsQuery",
  unknown: (service, action, version) => invalidAction(action, version ?? service.apiVersion),
  success: ({ name, hasOutput }, content, attributes, requestId) => {
    const result = hasOutput ? `<${name}Result>${content}</${name}Result>` : "";
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    return `<${name}Response${attributes}>${result}${metadata}</${name}Response>`;
  },
  failure: (service, error, attributes, requestId) => {
    const type = senderOrReceiver(service, error);
    const code = escapeText(queryCode(service, error));
    const further = furtherMembers(awsQueryWriters, error, errorShape(service, error));
    const body = `<Error><Type>${type}</Type><Code>${code}</Code>${messageText(error)}${further}</Error>`;
    return `<ErrorResponse${attributes}>${body}<RequestId>${requestId}</RequestId></ErrorResponse>`;
  },
};

const ec2QueryWriters = new XmlWriters("dateTimeMs");
const ec2QueryDialect: Dialect = {
  writers: ec2QueryWriters,
  name: "ec2Query",
  unknown: (_service, action) => invalidEc2Action(action),
  success: ({ name }, content, attributes, requestId) =>
    `<${name}Response${attributes}><requestId>${requestId}</requestId>${content}</${name}Response>`,
  failure: (service, error, _attributes, requestId) => {
    const further = furtherMembers(ec2QueryWriters, error, errorShape(service, error));
    const body = `<Error><Code>${escapeText(queryCode(service, error))}</Code>${messageText(error)}${further}</Error>`;
    return `<Response><Errors>${body}</Errors><RequestID>${requestId}</RequestID></Response>`;
  },
};

function query(dialect: Dialect): Protocol {
  const readers = new FormReaders(dialect.name);
  const answer = (status: number, text: string, { requestId }: Answering, headers = {}): HttpAnswer => ({
    status,
    headers: { ...headers, "x-amzn-requestid": requestId, "content-type": CONTENT_TYPE },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
  });
  const attributesOf = (service: WireService): string =>
    namespaceAttribute(service.xmlNamespace === undefined ? undefined : [service.xmlNamespace]);
  return {
    name: dialect.name,

    operationOf(service, head, body) {
      return refusing(() => {
        const parameters = parametersOf(head, body);
        const action = parameter(parameters, "Action");
        if (action === undefined || action === "") throw missingAction();
        const operation = service.operations.get(action);
        if (operation === undefined) throw dialect.unknown(service, action, parameter(parameters, "Version"));
        return operation;
      });
    },

    decode(operation, head, body) {
      if (!(body instanceof Uint8Array)) throw new TypeError("form inputs come as bytes");
      return refusing(() => readers.of(operation.input)(parseForm(parametersOf(head, body))) as object);
    },

    encode(operation, output, answering) {
      const structure = operation.hasOutput ? operation.output : emptyStructure;
      const content = membersText(dialect.writers, structure, output);
      const text = dialect.success(operation, content, attributesOf(operation.service), answering.requestId);
      return answer(200, text, answering);
    },

    encodeError(service, _operation, error, answering) {
      const text = dialect.failure(service, error, attributesOf(service), answering.requestId);
      return answer(errorStatus(service, error), text, answering, error.headers);
    },
  };
}

export const awsQuery = query(awsQueryDialect);
export const ec2Query = query(ec2QueryDialect);
