// Which functions and queues a notification configuration names, and for which keys and events.
import type { LambdaFunctionConfiguration, NotificationConfiguration } from "@aws-sdk/client-s3";
import { covers, type EventName } from "./event-types.ts";

/** Whether anything can be told to anybody: topics are not there. */
export const notifies = ({ LambdaFunctionConfigurations = [], QueueConfigurations = [] }: NotificationConfiguration) =>
  LambdaFunctionConfigurations.length > 0 || QueueConfigurations.length > 0;

type Filter = LambdaFunctionConfiguration["Filter"];

/** The beginning and the end that keys must have; empty: any. */
export function affixesOf(filter: Filter): { readonly prefix: string; readonly suffix: string } {
  const find = (name: string): string =>
    filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? "";
  return { prefix: find("prefix"), suffix: find("suffix") };
}

export interface EventTarget {
  readonly id: string;
  readonly targetArn: string;
}

export const targetsOf = (
  { LambdaFunctionConfigurations = [], QueueConfigurations = [] }: NotificationConfiguration,
  name: EventName,
  key: string,
): readonly EventTarget[] =>
  [
    ...LambdaFunctionConfigurations.map((one) => ({ ...one, arn: one.LambdaFunctionArn })),
    ...QueueConfigurations.map((one) => ({ ...one, arn: one.QueueArn })),
  ]
    .filter(({ Events = [], Filter }) => {
      const { prefix, suffix } = affixesOf(Filter);
      return key.startsWith(prefix) && key.endsWith(suffix) && Events.some((type) => covers(type, `s3:${name}`));
    })
    .map(({ Id = "", arn = "" }) => ({ id: Id, targetArn: arn }));
