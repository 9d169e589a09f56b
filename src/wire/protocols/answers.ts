// What the protocols share about answers: statuses, error shapes, request ids, bodies that must not be there.
import type { AwsError } from "../../kit/errors.ts";
import type { HttpAnswer } from "../http.ts";
import { emptyStructure, type Member, type Structure } from "../shapes.ts";
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

/** A member that no model has, e.g. an error's `__type`. */
export const stringMember = (name: string): Member => ({
  name,
  required: false,
  target: {
    kind: "string",
    name: "String",
    min: undefined,
    max: undefined,
    pattern: undefined,
    enum: undefined,
    mediaType: undefined,
  },
});

const isMessage = ({ name }: Member): boolean => name.toLowerCase() === "message";
const withMessage = new WeakMap<Structure, Structure>();

/** Coral's own errors write it with a capital. Recorded: kinesalite's and dynalite's tests. */
const coralShape: Structure = { ...emptyStructure, members: [stringMember("Message")] };

/** The error's shape; a message that the model does not have is added, since AWS sends it. */
export function writtenShape(service: WireService, error: AwsError): Structure {
  const shape = errorShape(service, error) ?? (error.code === "SerializationException" ? coralShape : emptyStructure);
  if (shape.members.some(isMessage)) return shape;
  let written = withMessage.get(shape);
  if (written === undefined)
    withMessage.set(shape, (written = { ...shape, members: [stringMember("message"), ...shape.members] }));
  return written;
}

/** Its members by name, the message in AWS's own casing among them. */
export function errorMembers(error: AwsError, shape: Structure): Record<string, unknown> {
  if (error.message === "") return { ...error.members };
  return { [shape.members.find(isMessage)?.name ?? "message"]: error.message, ...error.members };
}

/** The shape without its message, which the XML protocols write by themselves. */
export const withoutMessage = (shape: Structure): Structure => ({
  ...shape,
  members: shape.members.filter((member) => !isMessage(member)),
});

/** A body must not stand in an answer to HEAD nor with these statuses. */
export const withoutBody = (answer: HttpAnswer, { head }: Answering): HttpAnswer =>
  head.method === "HEAD" || answer.status === 204 || answer.status === 304 ? { ...answer, body: undefined } : answer;
