// Notification configurations: what S3 refuses, and where events could go. Recorded.
import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import { opaque } from "../../../kit/ids.ts";
import { unknownDestinations } from "./errors.ts";
import { invalidArgument, malformedXml } from "../errors.ts";

const ARN = /^arn:[\w-]+:(sqs|sns|lambda):[\w-]+:\d{12}:.+$/;

interface Target {
  readonly kind: "Queue" | "Topic" | "CloudFunction";
  readonly arn: string;
  readonly filter: NonNullable<NotificationConfiguration["QueueConfigurations"]>[number]["Filter"];
}

const DESTINATIONS = { Queue: "queue", Topic: "topic", CloudFunction: "lambda" } as const;

function targetsOf(configuration: NotificationConfiguration): Target[] {
  const { QueueConfigurations = [], TopicConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
  return [
    ...QueueConfigurations.map(
      ({ QueueArn = "", Filter }) => ({ kind: "Queue", arn: QueueArn, filter: Filter }) as const,
    ),
    ...TopicConfigurations.map(
      ({ TopicArn = "", Filter }) => ({ kind: "Topic", arn: TopicArn, filter: Filter }) as const,
    ),
    ...LambdaFunctionConfigurations.map(
      ({ LambdaFunctionArn = "", Filter }) =>
        ({ kind: "CloudFunction", arn: LambdaFunctionArn, filter: Filter }) as const,
    ),
  ];
}

/** Errors: InvalidArgument, MalformedXML. */
export function checkNotification(configuration: NotificationConfiguration, skipDestinations: boolean): void {
  const targets = targetsOf(configuration);
  for (const { kind, arn, filter } of targets) {
    if (!ARN.test(arn)) throw invalidArgument("The ARN could not be parsed", kind, arn);
    for (const { Name, Value } of filter?.Key?.FilterRules ?? []) {
      if (Name === undefined || Value === undefined) throw malformedXml();
      if (!["prefix", "suffix"].includes(Name.toLowerCase()))
        throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", Name);
    }
  }
  // No service that takes events is there, so that no destination exists.
  if (!skipDestinations && targets.length > 0)
    throw unknownDestinations(targets.map(({ kind, arn }) => ({ arn, what: DESTINATIONS[kind] })));
}

/** With ids where none were given, and filter names as S3 writes them. */
export function completed(configuration: NotificationConfiguration): NotificationConfiguration {
  const one = <Target extends { readonly Id?: string | undefined; readonly Filter?: Filter }>(target: Target) => ({
    ...target,
    Id: target.Id ?? opaque(18),
    ...(target.Filter && { Filter: capitalised(target.Filter) }),
  });
  return {
    ...configuration,
    QueueConfigurations: configuration.QueueConfigurations?.map(one),
    TopicConfigurations: configuration.TopicConfigurations?.map(one),
    LambdaFunctionConfigurations: configuration.LambdaFunctionConfigurations?.map(one),
  };
}

type Filter = Target["filter"];

const capitalised = (filter: NonNullable<Filter>): NonNullable<Filter> => ({
  Key: {
    FilterRules: filter.Key?.FilterRules?.map(({ Name, Value }) => ({
      Name: (Name?.toLowerCase() === "suffix" ? "Suffix" : "Prefix") as "prefix",
      Value,
    })),
  },
});
