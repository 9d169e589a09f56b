// PutSubscriptionFilter: sends the group's events on, once its destination has taken a first message.
import type { Call } from "../../../kit/service.ts";
import { uuid } from "../../../kit/ids.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { LogsContext, Operation } from "../context.ts";
import { invoke, send, type Target, targetOf } from "../destination.ts";
import {
  firehoseNotReachable,
  invalidParameter,
  kinesisNotReachable,
  lambdaNotCallable,
  lambdaOfAnotherAccount,
  limitExceeded,
  roleNeeded,
} from "../errors.ts";
import { type Group, groupArn } from "../group.ts";
import { SUBSCRIPTION_FILTERS_MAX } from "../limits.ts";
import { patternOf } from "../pattern.ts";
import { controlMessage } from "../subscription-message.ts";
import { delivering } from "../timers.ts";

export const putSubscriptionFilter: Operation<"PutSubscriptionFilter"> = async (input, call) => {
  const { account, region, context } = call;
  const { filterName: name, filterPattern: pattern, destinationArn, roleArn } = input;
  patternOf(pattern);
  const target = targetOf(destinationArn);
  if (!target || target.vendor === "logs")
    throw invalidParameter("Invalid destinationArn: it is none of a Kinesis stream, a Firehose stream or a function.");
  if (target.vendor === "lambda" && target.place.account !== account) throw lambdaOfAnotherAccount();
  if (target.vendor !== "lambda" && roleArn === undefined) throw roleNeeded(target.vendor);
  const key = { account, region, name: input.logGroupName };
  const group = await context.store.groups.get(key);
  const isNew = !group.subscriptionFilters.some((filter) => filter.name === name);
  if (isNew && group.subscriptionFilters.length >= SUBSCRIPTION_FILTERS_MAX) throw limitExceeded();
  await tryOut(target, roleArn, group, call);
  await context.store.groups.change(key, (row) => {
    const known = row.subscriptionFilters.find((filter) => filter.name === name);
    const others = row.subscriptionFilters.filter((filter) => filter.name !== name);
    if (others.length >= SUBSCRIPTION_FILTERS_MAX) throw limitExceeded();
    const filter = {
      id: known?.id ?? uuid(),
      name,
      pattern,
      destinationArn,
      roleArn,
      distribution: input.distribution ?? "ByLogStream",
      createdAtMs: known?.createdAtMs ?? context.host.clock.now(),
    };
    const subscriptionFilters = [...others, filter].toSorted((left, right) => (left.name < right.name ? -1 : 1));
    return {
      row: { ...row, subscriptionFilters },
      timers: [delivering(key, filter.id, context.host.clock.now())],
    };
  });
  return {};
};

/** Errors: InvalidParameterException when the destination does not take it. */
async function tryOut(
  target: Target,
  roleArn: string | undefined,
  group: Group,
  { account, context }: Call<LogsContext>,
): Promise<void> {
  const { host } = context;
  const sent = { target, roleArn, sourceArn: `${groupArn(group.key)}:*`, account, streamName: undefined };
  try {
    if (target.vendor === "lambda") return await invoke(host, sent, "DryRun", "{}");
    const destination = target.vendor === "kinesis" ? "Kinesis stream" : "Firehose";
    await send(host, sent, await controlMessage(destination, host.clock.now()));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (target.vendor === "lambda") throw lambdaNotCallable();
    throw target.vendor === "kinesis" ? kinesisNotReachable() : firehoseNotReachable();
  }
}
