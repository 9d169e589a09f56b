// restJson1: HTTP bindings, and JSON for what is left.
import type { AwsError } from "../../kit/errors.ts";
import { jsonCodec } from "../codecs/json.ts";
import { bindingsOf, writeHeaders } from "../codecs/bindings.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { serializationException, unknownOperation } from "../errors.ts";
import type { Protocol } from "../wire.ts";
import { errorMembers, errorName, errorStatus, withoutBody, writtenShape } from "./answers.ts";
import { decodeRest, encodeRest, routedOperation, routeOf, type BodyFormat } from "./rest.ts";

const codec = jsonCodec(true);
const CONTENT_TYPE = "application/json";

const format: BodyFormat = {
  contentType: CONTENT_TYPE,
  writesEmptyOutputs: true,
  read: (structure, body) => codec.read(structure, body),
  write: (structure, value) => codec.writer(structure)(value),
  writeBody: (_operation, structure, value) => codec.writer(structure)(value),
};

function refusing<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError) throw serializationException(error.message);
    throw error;
  }
}

export const restJson1: Protocol = {
  name: "restJson1",

  operationOf(service, head) {
    const routed = refusing(() => routeOf(service, head));
    if (routed === undefined) throw unknownOperation(404);
    return routed.operation;
  },

  decode(operation, head, body) {
    return refusing(() => {
      const routed = routedOperation(operation, head);
      if (routed === undefined) throw unknownOperation(404);
      return decodeRest(routed, body, format);
    });
  },

  encode(operation, output, answering) {
    const answer = encodeRest(operation, output, format);
    const headers = { "x-amzn-requestid": answering.requestId, ...answer.headers };
    return withoutBody({ ...answer, headers }, answering);
  },

  encodeError(service, _operation, error: AwsError, answering) {
    const shape = writtenShape(service, error);
    const members = errorMembers(error, shape);
    const headers = {
      ...error.headers,
      ...writeHeaders(shape, members),
      "x-amzn-requestid": answering.requestId,
      "x-amzn-errortype": errorName(service, error),
      "content-type": CONTENT_TYPE,
    };
    const body = codec.writer(bindingsOf(shape, "output").body)(members);
    return withoutBody({ status: errorStatus(service, error), headers, body }, answering);
  },
};
