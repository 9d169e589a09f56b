// Settings of asynchronous invocations: how they are kept and shown.
import type { FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { LambdaContext } from "./context.ts";
import { checkDestination } from "./destinations.ts";
import { invalidDestination, invalidParameter, notFound } from "./errors.ts";
import { functionArn, LATEST, type EventInvokeRow, type FunctionEntry, type FunctionRow } from "./function.ts";
import { locate, type Located, type Named } from "./locate.ts";
import type { LambdaStore } from "./store.ts";

interface Wanted {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
  readonly DestinationConfig?:
    | {
        readonly OnSuccess?: { readonly Destination?: string | undefined } | undefined;
        readonly OnFailure?: { readonly Destination?: string | undefined } | undefined;
      }
    | undefined;
}

/** What is configured. Errors: ResourceNotFoundException, whose text is recorded. */
export function targetOf(store: LambdaStore, target: Named): Promise<Located> {
  return locating(store, target, () => notFound("The function doesn't exist."));
}

/** Whose configuration is asked for. Errors: ResourceNotFoundException, whose text is recorded. */
export function configuredOf(store: LambdaStore, { key, qualifier }: Named): Promise<Located> {
  return locating(store, { key, qualifier }, () => notConfigured(functionArn(key, qualifier ?? LATEST)));
}

async function locating(store: LambdaStore, target: Named, absent: () => AwsError): Promise<Located> {
  try {
    return await locate(store, target);
  } catch (error) {
    throw error instanceof AwsError && error.code === "ResourceNotFoundException" ? absent() : error;
  }
}

const notConfigured = (arn: string): AwsError => notFound(`The function ${arn} doesn't have an EventInvokeConfig`);

/** Errors: InvalidParameterValueException, whose texts are recorded; NotImplemented for destinations in services that are not there. */
export async function checkEventInvoke(
  { store, host }: LambdaContext,
  input: Wanted,
  entry: FunctionEntry,
): Promise<void> {
  const { key } = entry;
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && DestinationConfig === undefined)
    throw invalidParameter("You must specify at least one of error handling or destination setting.");
  const destinations = [DestinationConfig?.OnSuccess?.Destination, DestinationConfig?.OnFailure?.Destination];
  for (const arn of destinations) {
    if (arn !== undefined) await checkDestination(host, entry, arn);
    const { service, account, region, resource = "" } = parseArn(arn ?? "") ?? {};
    const isOwn = service === "lambda" && account === key.account && region === key.region;
    if (isOwn && (resource === `function:${key.name}` || resource.startsWith(`function:${key.name}:`)))
      throw invalidParameter("You can't specify the function as a destination for itself.");
    if (service !== "lambda" || arn === undefined || account === undefined || region === undefined) continue;
    const [, name = "", qualifier] = resource.split(":");
    const there = locate(store, { key: { account, region, name }, qualifier });
    await there.catch((error: unknown) => {
      throw error instanceof AwsError ? invalidDestination(arn) : error;
    });
  }
}

/** What is left out stays as `was` has it. */
export function eventInvokeRow(input: Wanted, was: EventInvokeRow | undefined, nowMs: number): EventInvokeRow {
  const { OnSuccess, OnFailure } = input.DestinationConfig ?? {};
  return {
    modifiedMs: nowMs,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? was?.maximumRetryAttempts,
    maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? was?.maximumEventAgeSeconds,
    onSuccess: OnSuccess ? OnSuccess.Destination : was?.onSuccess,
    onFailure: OnFailure ? OnFailure.Destination : was?.onFailure,
  };
}

export const withEventInvoke = (row: FunctionRow, qualifier: string, settings: EventInvokeRow): FunctionRow => ({
  ...row,
  eventInvoke: { ...row.eventInvoke, [qualifier]: settings },
});

/** Errors: ResourceNotFoundException. */
export function eventInvokeOf({ eventInvoke, key }: FunctionEntry, qualifier: string): EventInvokeRow {
  const settings = Object.hasOwn(eventInvoke, qualifier) ? eventInvoke[qualifier] : undefined;
  if (!settings) throw notConfigured(functionArn(key, qualifier));
  return settings;
}

export function eventInvokeView(
  { key }: Pick<FunctionEntry, "key">,
  qualifier: string,
  settings: EventInvokeRow,
): FunctionEventInvokeConfig {
  const { modifiedMs, maximumRetryAttempts, maximumEventAgeSeconds, onSuccess, onFailure } = settings;
  return {
    LastModified: new Date(modifiedMs),
    FunctionArn: functionArn(key, qualifier),
    ...(maximumRetryAttempts !== undefined && { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeSeconds !== undefined && { MaximumEventAgeInSeconds: maximumEventAgeSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccess === undefined ? {} : { Destination: onSuccess },
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}
