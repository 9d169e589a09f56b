// Which functions, queues and topics a notification configuration names, and for which keys and events.
import type { LambdaFunctionConfiguration, NotificationConfiguration } from "@aws-sdk/client-s3";
import { covers, type EventName } from "./event-types.ts";

interface Configured {
  readonly arn: string;
  readonly id: string;
  readonly events: readonly string[];
  readonly filter: Filter;
}

function configured(configuration: NotificationConfiguration): readonly Configured[] {
  const { LambdaFunctionConfigurations = [], QueueConfigurations = [], TopicConfigurations = [] } = configuration;
  const of = (arn = "", { Id: id = "", Events: events, Filter: filter }: Partial<LambdaFunctionConfiguration>) => ({
    arn,
    id,
    events: events ?? [],
    filter,
  });
  return [
    ...LambdaFunctionConfigurations.map((one) => of(one.LambdaFunctionArn, one)),
    ...QueueConfigurations.map((one) => of(one.QueueArn, one)),
    ...TopicConfigurations.map((one) => of(one.TopicArn, one)),
  ];
}

/** Whether anything can be told to anybody. */
export const notifies = (configuration: NotificationConfiguration): boolean => configured(configuration).length > 0;

type Filter = LambdaFunctionConfiguration["Filter"];

/** The beginning and the end that keys must have; empty: any. */
export function affixesOf(filter: Filter): { readonly prefix: string; readonly suffix: string } {
  const find = (name: string): string =>
    filter?.Key?.FilterRules?.find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? "";
  return { prefix: find("prefix"), suffix: find("suffix") };
}

export interface EventTarget {
  readonly id: string;
  /** Of a function, a queue or a topic. */
  readonly targetArn: string;
}

export const targetsOf = (
  configuration: NotificationConfiguration,
  name: EventName,
  key: string,
): readonly EventTarget[] =>
  configured(configuration)
    .filter(({ events, filter }) => {
      const { prefix, suffix } = affixesOf(filter);
      return key.startsWith(prefix) && key.endsWith(suffix) && events.some((type) => covers(type, `s3:${name}`));
    })
    .map(({ id, arn }) => ({ id, targetArn: arn }));
