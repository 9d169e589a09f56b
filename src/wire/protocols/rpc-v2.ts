// rpcV2Cbor and rpcV2Json: POST /service/NAME/operation/NAME, whole bodies in CBOR or JSON.
import { cborCodec } from "../codecs/cbor.ts";
import { inflated } from "../codecs/content-encoding.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { jsonCodec } from "../codecs/json.ts";
import { serializationException, unknownOperation } from "../errors.ts";
import type { Structure } from "../shapes.ts";
import type { Protocol, WireService } from "../wire.ts";
import type { AwsError } from "../../kit/errors.ts";
import { errorMembers, errorName, errorStatus, queryErrorHeader, stringMember, writtenShape } from "./answers.ts";
import { EVENT_STREAM, eventStreamOf, type EventFormat } from "./event-streams.ts";

const json = jsonCodec(false);

interface Dialect extends EventFormat {
  readonly name: "rpcV2Cbor" | "rpcV2Json";
  /** Value of the `smithy-protocol` header. */
  readonly header: string;
  read(structure: Structure, body: Uint8Array): object;
}

const cborDialect: Dialect = {
  name: "rpcV2Cbor",
  header: "rpc-v2-cbor",
  contentType: "application/cbor",
  ...cborCodec("seconds"),
};

const jsonDialect: Dialect = {
  name: "rpcV2Json",
  header: "rpc-v2-json",
  contentType: "application/json",
  read: (structure, body) => json.read(structure, body),
  write: (structure, value) => json.writer(structure)(value),
};

const PATH = /\/service\/[^/]+\/operation\/([^/]+)\/?$/;

/** The error's shape with `__type` before its members. */
export function typedError(service: WireService, error: AwsError): Structure {
  const shape = writtenShape(service, error);
  return { ...shape, members: [stringMember("__type"), ...shape.members] };
}

function rpcV2(dialect: Dialect): Protocol {
  return {
    name: dialect.name,

    operationOf(service, head) {
      const name = PATH.exec(head.path)?.[1];
      const operation = name === undefined ? undefined : service.operations.get(name);
      if (operation === undefined) throw unknownOperation(404);
      return operation;
    },

    decode(operation, head, body) {
      if (!(body instanceof Uint8Array)) throw new TypeError("RPC inputs come as bytes");
      if (body.byteLength === 0) return {};
      try {
        return dialect.read(operation.input, inflated(head, body));
      } catch (error) {
        if (error instanceof DecodeError) throw serializationException(error.message);
        throw error;
      }
    },

    encode(operation, output, { requestId }) {
      const headers = {
        "smithy-protocol": dialect.header,
        "x-amzn-requestid": requestId,
      };
      const { service, output: structure, streamsOut, hasOutput } = operation;
      if (!hasOutput) return { status: 200, headers, body: undefined };
      const events = streamsOut && eventStreamOf(service, structure, output, dialect, "initial-response");
      if (events) return { status: 200, headers: { ...headers, "content-type": EVENT_STREAM }, body: events };
      return {
        status: 200,
        headers: { ...headers, "content-type": dialect.contentType },
        body: dialect.write(structure, output),
      };
    },

    encodeError(service, _operation, error, { requestId }) {
      const headers = {
        ...error.headers,
        ...queryErrorHeader(service, error),
        "smithy-protocol": dialect.header,
        "x-amzn-requestid": requestId,
        "content-type": dialect.contentType,
      };
      const structure = typedError(service, error);
      const members = { __type: errorName(service, error), ...errorMembers(error, structure) };
      return { status: errorStatus(service, error), headers, body: dialect.write(structure, members) };
    },
  };
}

export const rpcV2Cbor = rpcV2(cborDialect);
export const rpcV2Json = rpcV2(jsonDialect);
