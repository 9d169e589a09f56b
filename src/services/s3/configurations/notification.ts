// Notification configurations: what S3 refuses. Recorded unless said otherwise.
import type { NotificationConfiguration } from "@aws-sdk/client-s3";
import { opaque } from "../../../kit/ids.ts";
import { parseArn } from "../../../kit/arn.ts";
import { isKnownEvent } from "../notifications/event-types.ts";
import { type Asked, overlaps } from "../notifications/overlap.ts";
import { affixesOf } from "../notifications/targets.ts";
import { unknownDestinations } from "./errors.ts";
import { invalidArgument, malformedXml } from "../errors.ts";

const ARN = /^arn:[\w-]+:(sqs|sns|lambda):[\w-]+:\d{12}:.+$/;

interface Target {
  readonly kind: "Queue" | "Topic" | "CloudFunction";
  readonly arn: string;
  readonly events: readonly string[];
  readonly filter: NonNullable<NotificationConfiguration["QueueConfigurations"]>[number]["Filter"];
}

function targetsOf(configuration: NotificationConfiguration): Target[] {
  const { QueueConfigurations = [], TopicConfigurations = [], LambdaFunctionConfigurations = [] } = configuration;
  const of = (
    kind: Target["kind"],
    arn: string | undefined,
    one: { Events?: string[]; Filter?: Target["filter"] },
  ) => ({
    kind,
    arn: arn ?? "",
    events: one.Events ?? [],
    filter: one.Filter,
  });
  return [
    ...QueueConfigurations.map((one) => of("Queue", one.QueueArn, one as never)),
    ...TopicConfigurations.map((one) => of("Topic", one.TopicArn, one as never)),
    ...LambdaFunctionConfigurations.map((one) => of("CloudFunction", one.LambdaFunctionArn, one as never)),
  ];
}

/** Errors: InvalidArgument, MalformedXML. */
export function checkNotification(configuration: NotificationConfiguration): void {
  const targets = targetsOf(configuration);
  for (const { kind, arn, filter, events } of targets) {
    if (!ARN.test(arn)) throw invalidArgument("The ARN could not be parsed", kind, arn);
    if (events.length === 0) throw malformedXml();
    // Documented by those who met it.
    const unknown = events.find((event) => !isKnownEvent(event));
    if (unknown !== undefined) throw invalidArgument("The event is not supported for notifications", "Event", unknown);
    checkFilter(filter);
  }
  const asked: Asked[] = targets.map(({ events, filter }) => ({ events, ...affixesOf(filter) }));
  if (overlaps(asked))
    throw invalidArgument(
      "Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.",
      "NotificationConfiguration",
    );
}

function checkFilter(filter: Target["filter"]): void {
  const seen = new Set<string>();
  for (const { Name, Value } of filter?.Key?.FilterRules ?? []) {
    if (Name === undefined || Value === undefined) throw malformedXml();
    const name = Name.toLowerCase();
    if (!["prefix", "suffix"].includes(name))
      throw invalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", Name);
    if (seen.has(name))
      throw invalidArgument(`Cannot specify more than one ${name} rule in a filter.`, "FilterRule.Name", name);
    seen.add(name);
  }
}

/** Recorded. */
const REASONS = {
  "does not exist": (kind: string) => `The destination ${kind} does not exist`,
  "not allowed": (kind: string) =>
    `Permissions on the destination ${kind} do not allow S3 to publish notifications from this bucket`,
};

/**
 * Held against where the events are to go. `mayInvoke`: whether a function is there and lets S3 in. `testTarget`: why a
 * queue or a topic cannot be told. Errors: InvalidArgument, with all that cannot be reached.
 */
export async function checkDestinations(
  configuration: NotificationConfiguration,
  region: string,
  mayInvoke: (functionArn: string) => Promise<boolean>,
  testTarget: (targetArn: string) => Promise<"does not exist" | "not allowed" | undefined>,
): Promise<void> {
  const refused: { name: string; reason: string }[] = [];
  for (const { kind, arn } of targetsOf(configuration)) {
    // Documented by those who met it.
    if (parseArn(arn)?.region !== region)
      throw invalidArgument(
        "The notification destination service region is not valid for the bucket location constraint",
        kind,
        arn,
      );
    if (kind === "CloudFunction") {
      if (!(await mayInvoke(arn)))
        refused.push({ name: `${arn}, null`, reason: `Not authorized to invoke function [${arn}]` });
    } else {
      const problem = await testTarget(arn);
      if (problem !== undefined) refused.push({ name: arn, reason: REASONS[problem](kind.toLowerCase()) });
    }
  }
  if (refused.length > 0) throw unknownDestinations(refused);
}

/** With ids where none were given, and filter names as S3 writes them. */
export function completed(configuration: NotificationConfiguration): NotificationConfiguration {
  const one = <One extends { readonly Id?: string | undefined; readonly Filter?: Filter }>(target: One) => ({
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
