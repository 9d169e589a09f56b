// awsJson1_0 and awsJson1_1: the operation stands in X-Amz-Target, input and output are whole JSON bodies.
import { inflated } from "../codecs/content-encoding.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { jsonCodec } from "../codecs/json.ts";
import { quote } from "../codecs/json-write.ts";
import { EVENT_STREAM, eventStreamOf, type EventFormat } from "./event-streams.ts";
import { serializationException, unknownOperation } from "../errors.ts";
import type { Protocol } from "../wire.ts";
import { errorMembers, errorName, errorStatus, queryErrorHeader, writtenShape } from "./answers.ts";

const codec = jsonCodec(false);

export function jsonRpc(version: "1.0" | "1.1"): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  const format: EventFormat = { contentType, write: (structure, value) => codec.body(structure, value) };
  return {
    name: version === "1.0" ? "awsJson1_0" : "awsJson1_1",

    operationOf(service, head) {
      const target = head.headers["x-amz-target"] ?? "";
      const dot = target.lastIndexOf(".");
      const operation =
        target.slice(0, dot) === service.targetPrefix ? service.operations.get(target.slice(dot + 1)) : undefined;
      if (operation === undefined) throw unknownOperation(400);
      return operation;
    },

    decode(operation, head, body) {
      if (!(body instanceof Uint8Array)) throw new TypeError("JSON inputs come as bytes");
      if (body.byteLength === 0) return {};
      try {
        return codec.read(operation.input, inflated(head, body));
      } catch (error) {
        if (error instanceof DecodeError) throw serializationException(error.message);
        throw error;
      }
    },

    encode(operation, output, { requestId }) {
      const headers: Record<string, string> = { "x-amzn-requestid": requestId, "content-type": contentType };
      const events =
        operation.streamsOut && eventStreamOf(operation.service, operation.output, output, format, "initial-response");
      if (events) return { status: 200, headers: { ...headers, "content-type": EVENT_STREAM }, body: events };
      const body = operation.hasOutput ? codec.body(operation.output, output) : "";
      return { status: 200, headers, body };
    },

    encodeError(service, _operation, error, { requestId }) {
      const shape = writtenShape(service, error);
      const name = errorName(service, error);
      const fields = codec.writer(shape)(errorMembers(error, shape));
      const body = `{"__type":${quote(name)}${fields === "{}" ? "" : `,${fields.slice(1, -1)}`}}`;
      const headers = {
        ...error.headers,
        ...queryErrorHeader(service, error),
        "x-amzn-requestid": requestId,
        "content-type": contentType,
      };
      return { status: errorStatus(service, error), headers, body };
    },
  };
}
