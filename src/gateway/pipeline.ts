// How a request travels: the stages in their order, and one catch that answers every error in the claimed protocol.
import { AwsError, EngineError } from "../kit/errors.ts";
import type { HttpAnswer } from "../wire/http.ts";
import { protocols } from "../wire/protocols/protocols.ts";
import type { WireService } from "../wire/wire.ts";
import { internalError, unavailable } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { Surroundings } from "./services.ts";
import {
  authorize,
  claim,
  decode,
  encode,
  enter,
  find,
  invoke,
  isS3,
  readForm,
  readSignature,
  type Stage,
  validate,
  verify,
} from "./stages.ts";

/** Receiving and the request id come before: they make the exchange. */
const stages: readonly Stage[] = [
  readSignature,
  readForm,
  claim,
  verify,
  find,
  decode,
  validate,
  enter,
  authorize,
  invoke,
  encode,
];

/** Never rejects: an error is an answer too. */
export async function answer(exchange: Exchange, surroundings: Surroundings): Promise<HttpAnswer> {
  const result = await attempt(exchange, surroundings);
  return result instanceof AwsError ? answerError(exchange, result, surroundings) : result;
}

/** Never rejects: the answer, or the error that it would tell of. */
export async function attempt(exchange: Exchange, surroundings: Surroundings): Promise<HttpAnswer | AwsError> {
  try {
    for (const stage of stages) {
      const pending = stage(exchange, surroundings);
      if (pending) await pending;
    }
    if (!exchange.answer) throw new Error("the stages gave no answer");
    return exchange.answer;
  } catch (error) {
    return asAwsError(error, exchange, surroundings);
  }
}

function asAwsError(error: unknown, exchange: Exchange, { logger }: Surroundings): AwsError {
  if (error instanceof AwsError) return error;
  const { requestId, claim: claimed } = exchange;
  const what = { requestId, service: claimed?.service.name, operation: claimed?.operation.name, err: error };
  if (
    error instanceof EngineError &&
    (error.kind === "disk-full" || error.kind === "unavailable" || error.kind === "closed")
  ) {
    logger.error(what, `an engine failed: ${error.kind}`);
    return unavailable(isS3(exchange), reasons[error.kind]);
  }
  logger.error(what, "a bug: this error was not expected");
  return internalError(isS3(exchange));
}

/** For errors before a service is claimed: the protocol alone gives their shape. */
const NO_SERVICE: WireService = {
  name: "unknown",
  sdkId: "unknown",
  signingNames: [],
  targetPrefix: undefined,
  apiVersion: "",
  protocols: [],
  endpointPrefix: "",
  operations: new Map(),
  xmlNamespace: undefined,
  queryCompatible: false,
  errors: new Map(),
};

const reasons = {
  "disk-full": "The disk is full.",
  unavailable: "An engine does not answer.",
  closed: "The platform is closing.",
} as const;

function answerError(exchange: Exchange, error: AwsError, { logger }: Surroundings): HttpAnswer {
  const { requestId, head, claim: claimed } = exchange;
  try {
    const service = exchange.service ?? NO_SERVICE;
    const protocol = exchange.protocol ?? protocols.restXml;
    return protocol.encodeError(service, claimed?.operation, error, { requestId, head });
  } catch (failure) {
    logger.error({ requestId, err: failure }, "a bug: the error could not be encoded");
    return { status: 500, headers: { "x-amzn-requestid": requestId }, body: undefined };
  }
}
