// Where the fate of events is told: destinations on success and failure, and dead-letter targets.
import type { Outcome } from "../../engines/functions/functions.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { uuid } from "../../kit/ids.ts";
import { destinationNotBuilt, invalidDestination } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import { functionArn, LATEST, type FunctionEntry } from "./function.ts";
import { ERROR_MESSAGE_MAX_BYTES } from "./limits.ts";
import { checkMaySend, isMessaging, sendTo } from "./messaging.ts";
import type { EventRow } from "./store/events.ts";
import { jsonOr as jsonOfText } from "./stream-event.ts";

export type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

interface Told {
  readonly event: EventRow;
  readonly condition: Condition;
  readonly outcome: Outcome | undefined;
}

/** Errors: InvalidParameterValueException for a queue or topic that cannot be sent to, NotImplemented for a service that is not there yet. */
export async function checkDestination(host: ServiceHost, { key, latest }: FunctionEntry, arn: string): Promise<void> {
  const { service } = parseArn(arn) ?? {};
  if (service === undefined || service === "lambda" || service === "s3") return;
  if (!isMessaging(arn)) throw destinationNotBuilt(service);
  await checkMaySend(host, latest.settings.role, key.name, arn);
}

/** Errors: InvalidParameterValueException. */
export async function checkDeadLetters(host: ServiceHost, roleArn: string, name: string, arn: string): Promise<void> {
  if (!isMessaging(arn)) throw invalidDestination(arn);
  await checkMaySend(host, roleArn, name, arn);
}

export function destinationsOf(
  { eventInvoke }: FunctionEntry,
  { qualifier }: EventRow,
  condition: Condition,
): readonly string[] {
  const settings = eventInvoke[qualifier ?? LATEST];
  const arn = condition === "Success" ? settings?.onSuccess : settings?.onFailure;
  return arn === undefined ? [] : [arn];
}

/** As the function's role. Errors: what the destination answers. */
export async function deliverRecord(host: ServiceHost, entry: FunctionEntry, arn: string, told: Told): Promise<void> {
  const record = recordOf(host, entry, told);
  const { service, region, account, resource } = parseArn(arn) ?? {};
  const { key, latest } = entry;
  const principal = executionRole(latest.settings.role, key.name);
  const as = { account: account || key.account, region: region || key.region, principal };
  if (service === "lambda") {
    const Payload = Buffer.from(JSON.stringify(record)) as never;
    await host.peers.call("lambda", "Invoke", { FunctionName: arn, InvocationType: "Event", Payload }, as);
  } else if (service === "s3") {
    const Body = Buffer.from(JSON.stringify(record)) as never;
    await host.peers.call("s3", "PutObject", { Bucket: resource ?? "", Key: objectKey(entry, host), Body }, as);
  } else if (isMessaging(arn)) await sendTo(host, entry, arn, { body: JSON.stringify(record) });
  else throw destinationNotBuilt(service);
}

/** The event itself, with why it was given up. Documented in "Adding a dead-letter queue". Errors: what SQS or SNS answers. */
export async function deliverDeadLetter(
  host: ServiceHost,
  entry: FunctionEntry,
  arn: string,
  { event, condition, outcome }: Told,
): Promise<void> {
  const text = (StringValue: string) => ({ DataType: "String", StringValue });
  const { errorMessage } = ((outcome && jsonOr(outcome.payload)) ?? {}) as { readonly errorMessage?: unknown };
  const message = typeof errorMessage === "string" && errorMessage !== "" ? errorMessage : condition;
  const attributes = {
    RequestID: text(event.requestId),
    // Inferred: of an event that has not run, that there was no room for it.
    ErrorCode: { DataType: "Number", StringValue: outcome ? "200" : "429" },
    ErrorMessage: text(Buffer.from(message).subarray(0, ERROR_MESSAGE_MAX_BYTES).toString()),
  };
  await sendTo(host, entry, arn, { body: Buffer.from(event.payload).toString(), attributes });
}

/** Documented: `aws/lambda/async/NAME/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID`. */
function objectKey({ key }: FunctionEntry, { clock }: ServiceHost): string {
  const [time = ""] = new Date(clock.now()).toISOString().split(".");
  const day = time.slice(0, 10).replaceAll("-", "/");
  return `aws/lambda/async/${key.name}/${day}/${time.replaceAll(":", ".")}-${uuid()}`;
}

/** Documented in "Retaining records of asynchronous invocations". */
function recordOf({ clock }: ServiceHost, { key }: FunctionEntry, { event, condition, outcome }: Told): object {
  const isRun = condition === "Success" ? 1 : 0;
  return {
    version: "1.0",
    timestamp: new Date(clock.now()).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: functionArn(key, event.qualifier ?? LATEST),
      condition,
      approximateInvokeCount: event.failures + isRun,
    },
    requestPayload: JSON.parse(Buffer.from(event.payload).toString()) as unknown,
    ...(outcome && {
      responseContext: {
        statusCode: 200,
        executedVersion: event.qualifier !== undefined && /^\d+$/.test(event.qualifier) ? event.qualifier : LATEST,
        ...(outcome.failed && { functionError: "Unhandled" }),
      },
      responsePayload: jsonOr(outcome.payload),
    }),
  };
}

const jsonOr = (payload: Uint8Array): unknown => jsonOfText(Buffer.from(payload).toString());
