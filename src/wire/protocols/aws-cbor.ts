// awsCbor1_1: awsJson1_1 with bodies in CBOR whose timestamps count milliseconds. The Java SDKs speak it to Kinesis,
// and with them the Kinesis Client Library, Flink and Spark. No model names it: known from the SDKs' code.
import { cborCodec } from "../codecs/cbor.ts";
import { inflated } from "../codecs/content-encoding.ts";
import { DecodeError } from "../codecs/decode-error.ts";
import { serializationException } from "../errors.ts";
import type { Protocol } from "../wire.ts";
import { errorMembers, errorName, errorStatus } from "./answers.ts";
import { EVENT_STREAM, eventStreamOf } from "./event-streams.ts";
import { jsonRpc } from "./json-rpc.ts";
import { typedError } from "./rpc-v2.ts";

const contentType = "application/x-amz-cbor-1.1";
const codec = cborCodec("milliseconds");
const format = { ...codec, contentType };
const json = jsonRpc("1.1");

export const awsCbor1_1: Protocol = {
  name: "awsCbor1_1",

  operationOf: (service, head, body) => json.operationOf(service, head, body),

  decode(operation, head, body) {
    if (!(body instanceof Uint8Array)) throw new TypeError("CBOR inputs come as bytes");
    if (body.byteLength === 0) return {};
    try {
      return codec.read(operation.input, inflated(head, body));
    } catch (error) {
      if (error instanceof DecodeError) throw serializationException(error.message);
      throw error;
    }
  },

  encode({ service, output: structure, streamsOut, hasOutput }, output, { requestId }) {
    const headers = { "x-amzn-requestid": requestId, "content-type": contentType };
    if (!hasOutput) return { status: 200, headers: { "x-amzn-requestid": requestId }, body: undefined };
    const events = streamsOut && eventStreamOf(service, structure, output, format, "initial-response");
    if (events) return { status: 200, headers: { ...headers, "content-type": EVENT_STREAM }, body: events };
    return { status: 200, headers, body: codec.write(structure, output) };
  },

  encodeError(service, _operation, error, { requestId }) {
    const structure = typedError(service, error);
    const members = { __type: errorName(service, error), ...errorMembers(error, structure) };
    const headers = { ...error.headers, "x-amzn-requestid": requestId, "content-type": contentType };
    return { status: errorStatus(service, error), headers, body: codec.write(structure, members) };
  },
};
