// Subscribe: a queue or a function gets what is published from now on; the same endpoint again is the same subscription.
import { uuid } from "../../../kit/ids.ts";
import { parseArn } from "../../../kit/arn.ts";
import { changedSubscription } from "../subscription-attributes.ts";
import type { Operation } from "../context.ts";
import { invalidParameter, notBuilt } from "../errors.ts";
import { keyOfArn, type Subscription, subscriptionArn } from "../topic.ts";

const PROTOCOLS = ["http", "https", "email", "email-json", "sms", "sqs", "application", "lambda", "firehose"];

export const subscribe: Operation<"Subscribe"> = async (input, { account, context }) => {
  const { TopicArn: arn, Protocol: protocol, Endpoint: endpoint = "", Attributes: given = {} } = input;
  const { store } = context;
  const topic = await store.get(keyOfArn(arn));
  const checked = checkedProtocol(protocol, endpoint, topic.isFifo);
  const attributes = changedSubscription({}, given);
  for await (const there of store.subscriptions(topic.key)) {
    if (there.protocol !== protocol || there.endpoint !== endpoint) continue;
    // Recorded.
    if (Object.entries(given).some(([name, value]) => there.attributes[name] !== value))
      throw invalidParameter("Attributes Reason: Subscription already exists with different attributes");
    return { SubscriptionArn: subscriptionArn(there) };
  }
  const subscription: Subscription = {
    topic: topic.key,
    id: uuid(),
    protocol: checked,
    endpoint,
    owner: account,
    attributes,
  };
  await store.addSubscription(subscription);
  return { SubscriptionArn: subscriptionArn(subscription) };
};

/** Errors: InvalidParameterException, recorded; NotImplemented. */
function checkedProtocol(protocol: string, endpoint: string, isFifo: boolean): Subscription["protocol"] {
  if (!PROTOCOLS.includes(protocol))
    throw invalidParameter(`Amazon SNS does not support this protocol string: ${protocol}`);
  if (protocol !== "sqs" && protocol !== "lambda")
    throw notBuilt(`Subscriptions by ${protocol} are not built; queues of SQS and functions of Lambda can subscribe.`);
  const { service, resource = "" } = parseArn(endpoint) ?? {};
  if (protocol === "sqs" && service !== "sqs") throw invalidParameter("SQS endpoint ARN");
  if (protocol === "lambda" && service !== "lambda") throw invalidParameter("Lambda endpoint ARN"); // inferred
  if (isFifo && protocol === "lambda") throw invalidParameter("Invalid protocol type: lambda");
  if (!isFifo && resource.endsWith(".fifo"))
    throw invalidParameter("Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics");
  return protocol;
}
