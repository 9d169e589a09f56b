// What the protocols share about answers: statuses, error shapes, request ids, bodies that must not be there.
import type { AwsError } from "../../kit/errors.ts";
import type { HttpAnswer } from "../http.ts";
import type { Structure } from "../shapes.ts";
import type { Answering, WireService } from "../wire.ts";

/** The error's shape, when the service models it. */
export const errorShape = (service: WireService, error: AwsError): Structure | undefined =>
  service.errors.get(error.code);

/** What the error itself says, then the model, then whose fault it is. */
export const errorStatus = (service: WireService, error: AwsError): number =>
  error.status ?? errorShape(service, error)?.error?.status ?? (isServerFault(service, error) ? 500 : 400);

const isServerFault = (service: WireService, error: AwsError): boolean =>
  error.fault === "server" || errorShape(service, error)?.error?.fault === "server";

/** The query protocols' word for whose fault it is. */
export const senderOrReceiver = (service: WireService, error: AwsError): string =>
  isServerFault(service, error) ? "Receiver" : "Sender";

/** `x-amzn-query-error`, for services whose clients once spoke query. */
export const queryErrorHeader = (service: WireService, error: AwsError): Record<string, string> =>
  service.queryCompatible
    ? { "x-amzn-query-error": `${queryCode(service, error)};${senderOrReceiver(service, error)}` }
    : {};

/** The shape's name: what the JSON, CBOR and REST protocols call the error. */
export const errorName = (service: WireService, error: AwsError): string =>
  errorShape(service, error)?.name ?? error.code;

/** What the query protocols call it. */
export const queryCode = (service: WireService, error: AwsError): string =>
  errorShape(service, error)?.error?.code ?? error.code;

/** The name of the member that holds the message; AWS's own casing where the error is modelled. */
export const messageMember = (shape: Structure | undefined): string =>
  shape?.members.find(({ name }) => name.toLowerCase() === "message")?.name ?? "message";

/** The members of the error's shape, the message among them. */
export function errorMembers(error: AwsError, shape: Structure | undefined): Record<string, unknown> {
  return error.message === "" ? { ...error.members } : { [messageMember(shape)]: error.message, ...error.members };
}

/** A body must not stand in an answer to HEAD nor with these statuses. */
export const withoutBody = (answer: HttpAnswer, { head }: Answering): HttpAnswer =>
  head.method === "HEAD" || answer.status === 204 || answer.status === 304 ? { ...answer, body: undefined } : answer;
