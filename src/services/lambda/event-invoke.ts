// Settings of asynchronous invocations: how they are kept and shown.
import type { FunctionEventInvokeConfig } from "@aws-sdk/client-lambda";
import { checkDestination } from "./destinations.ts";
import { notFound } from "./errors.ts";
import { functionArn, type EventInvokeRow, type FunctionEntry, type FunctionRow } from "./function.ts";

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

/** What is left out stays as `was` has it. Errors: NotImplemented for destinations in services that are not there. */
export function eventInvokeRow(input: Wanted, was: EventInvokeRow | undefined, nowMs: number): EventInvokeRow {
  const { OnSuccess, OnFailure } = input.DestinationConfig ?? {};
  checkDestination(OnSuccess?.Destination);
  checkDestination(OnFailure?.Destination);
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
  if (!settings) throw notFound(`The function ${functionArn(key, qualifier)} doesn't have an EventInvokeConfig`);
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
