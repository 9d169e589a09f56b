// Deliveries: to queues and functions, each of which keeps what it accepts. One that fails for now is tried again by a durable
// timer; one that is refused goes to the subscription's dead-letter queue.
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { PeerIdentity } from "../../kit/peers.ts";
import type { Caller, JobHandler } from "../../kit/service.ts";
import type { SnsContext } from "./context.ts";
import { isWanted } from "./filter-policy.ts";
import { DELIVERIES_AT_ONCE_MAX, DELIVERY_AGE_MAX_MS, RAW_ATTRIBUTES_MAX } from "./limits.ts";
import { envelopeOf, functionEvent, messageFor, type Attribute, type Notification } from "./notification.ts";
import { type Subscription, subscriptionArn, type Topic } from "./topic.ts";

const DELIVER = "deliver";

interface Delivery {
  readonly subscription: Subscription;
  readonly notification: Notification;
}

const SNS_ITSELF: Caller = {
  kind: "service",
  account: "",
  arn: "sns.amazonaws.com",
  userId: "sns.amazonaws.com",
  accessKeyId: undefined,
};

function identityFor(arn: string, { topic }: Subscription, topicArn: string): PeerIdentity {
  const { account = "", region = "" } = parseArn(arn) ?? {};
  return { account, region, principal: SNS_ITSELF, source: { arn: topicArn, account: topic.account } };
}

/** Resolves when every subscriber that wants it has it, or will be tried again. */
export async function deliverAll(context: SnsContext, topic: Topic, notification: Notification): Promise<void> {
  let running: Promise<void>[] = [];
  for await (const subscription of context.store.subscriptions(topic.key)) {
    if (!isWanted(subscription, notification)) continue;
    running.push(deliverOrKeep(context, { subscription, notification }));
    if (running.length < DELIVERIES_AT_ONCE_MAX) continue;
    await Promise.all(running);
    running = [];
  }
  await Promise.all(running);
}

async function deliverOrKeep(context: SnsContext, delivery: Delivery): Promise<void> {
  try {
    await deliver(context, delivery);
  } catch (error) {
    if (!isPassing(error)) return giveUp(context, delivery, error);
    const timer = { kind: DELIVER, key: uuid(), dueMs: context.host.clock.now(), payload: delivery };
    await context.host.jobs.schedule(timer);
  }
}

/** What a later try can mend. Documented: what the endpoint refuses for good is not tried again. */
const isPassing = (error: unknown): boolean => {
  if (!(error instanceof AwsError)) return true;
  const status = error.status ?? (error.fault === "client" ? 400 : 500);
  return status === 429 || status === 409 || (status >= 500 && status !== 501);
};

/** Errors: what the endpoint answers. */
async function deliver({ host: { peers } }: SnsContext, { subscription, notification }: Delivery): Promise<void> {
  const { endpoint, protocol } = subscription;
  const as = identityFor(endpoint, subscription, notification.topicArn);
  if (protocol === "lambda") {
    const event = functionEvent(notification, subscriptionArn(subscription));
    const Payload = Buffer.from(JSON.stringify(event)) as never;
    await peers.call("lambda", "Invoke", { FunctionName: endpoint, InvocationType: "Event", Payload }, as);
  } else await peers.call("sqs", "SendMessage", messageOf(endpoint, subscription, notification), as);
}

function messageOf(queueArn: string, { attributes }: Subscription, notification: Notification) {
  const { group, dedupId } = notification;
  const isFifo = queueArn.endsWith(".fifo");
  const given = Object.entries(notification.attributes);
  const isRaw = attributes["RawMessageDelivery"] === "true" && given.length <= RAW_ATTRIBUTES_MAX;
  return {
    QueueUrl: queueUrlOf(queueArn),
    MessageBody: isRaw ? messageFor(notification, "sqs") : JSON.stringify(envelopeOf(notification, "sqs")),
    ...(isRaw && {
      MessageAttributes: Object.fromEntries(given.map(([name, attribute]) => [name, queueAttribute(attribute)])),
    }),
    ...(group !== undefined && { MessageGroupId: group }),
    ...(isFifo && { MessageDeduplicationId: dedupId ?? notification.messageId }),
  };
}

const queueAttribute = ({ type, value }: Attribute) =>
  type.startsWith("Binary")
    ? { DataType: type, BinaryValue: Buffer.from(value, "base64") }
    : { DataType: type, StringValue: value };

function queueUrlOf(queueArn: string): string {
  const { account, region, resource } = parseArn(queueArn) ?? {};
  return `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
}

/** To the dead-letter queue, when the subscription has one that takes it; otherwise it is lost, as at AWS. */
async function giveUp(context: SnsContext, delivery: Delivery, reason: unknown): Promise<void> {
  const { host } = context;
  const { subscription, notification } = delivery;
  const what = { subscription: subscriptionArn(subscription), err: reason };
  const queueArn = deadLetterOf(subscription);
  if (queueArn === undefined) return host.logger.warn(what, "a subscriber refused a message");
  const input = messageOf(queueArn, subscription, notification);
  try {
    await host.peers.call("sqs", "SendMessage", input, identityFor(queueArn, subscription, notification.topicArn));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    host.logger.warn(
      { ...what, deadLetter: error.message },
      "a subscriber and its dead-letter queue refused a message",
    );
  }
}

function deadLetterOf({ attributes }: Subscription): string | undefined {
  const text = attributes["RedrivePolicy"];
  if (!text) return undefined;
  const { deadLetterTargetArn } = JSON.parse(text) as { readonly deadLetterTargetArn?: string };
  return deadLetterTargetArn;
}

export const deliveryJobs: Readonly<Record<string, JobHandler<SnsContext>>> = {
  [DELIVER]: async ({ payload }, context) => {
    const delivery = payload as Delivery;
    try {
      await deliver(context, delivery);
    } catch (error) {
      const isOld = context.host.clock.now() - delivery.notification.publishedMs > DELIVERY_AGE_MAX_MS;
      if (isPassing(error) && !isOld) throw error;
      await giveUp(context, delivery, error);
    }
  },
};
