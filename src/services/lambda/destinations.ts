// Where the fate of events is told: destinations on success and failure, and dead-letter targets.
import type { Outcome } from "../../engines/functions/functions.ts";
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { uuid } from "../../kit/ids.ts";
import { notBuilt } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import { functionArn, LATEST, type FunctionEntry } from "./function.ts";
import type { EventRow } from "./store/events.ts";

export type Condition = "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";

interface Told {
  readonly event: EventRow;
  readonly condition: Condition;
  readonly outcome: Outcome | undefined;
}

/** Errors: NotImplemented for a service that is not there yet. */
export function checkDestination(arn: string | undefined): void {
  const service = arn === undefined ? undefined : parseArn(arn)?.service;
  if (service === undefined || service === "lambda" || service === "s3") return;
  throw notBuilt(`Destinations in ${service} are not built yet; functions and S3 buckets are.`);
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
  } else throw notBuilt(`Destinations in ${service} are not built yet; functions and S3 buckets are.`);
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

function jsonOr(payload: Uint8Array): unknown {
  const text = Buffer.from(payload).toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
