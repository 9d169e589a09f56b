// Topics and subscriptions: what is kept of them, and their ARNs.
import { formatArn, parseArn } from "../../kit/arn.ts";
import { invalidParameter } from "./errors.ts";

export interface TopicKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export type Attributes = Readonly<Record<string, string>>;

export interface TopicRow {
  /** AWS's names and texts, of those that were set. */
  readonly attributes: Attributes;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdMs: number;
}

export interface Topic extends TopicRow {
  readonly key: TopicKey;
  readonly arn: string;
  readonly isFifo: boolean;
}

export interface SubscriptionRow {
  readonly protocol: "sqs" | "lambda";
  readonly endpoint: string;
  readonly owner: string;
  readonly attributes: Attributes;
}

export interface Subscription extends SubscriptionRow {
  readonly topic: TopicKey;
  readonly id: string;
}

export const topicOf = (key: TopicKey, row: TopicRow): Topic => ({
  ...row,
  key,
  arn: topicArn(key),
  isFifo: key.name.endsWith(".fifo"),
});

export const topicArn = ({ account, region, name }: TopicKey): string =>
  formatArn({ service: "sns", region, account, resource: name });

export const subscriptionArn = ({ topic, id }: Pick<Subscription, "topic" | "id">): string =>
  `${topicArn(topic)}:${id}`;

/** Errors: InvalidParameterException. */
export function keyOfArn(arn: string): TopicKey {
  const { service, account, region, resource } = parseArn(arn) ?? {};
  if (service !== "sns" || !account || !region || !resource || resource.includes(":"))
    throw invalidParameter("TopicArn Reason: An ARN must have at least 6 elements, not 1");
  return { account, region, name: resource };
}

/** Errors: InvalidParameterException. */
export function parseSubscriptionArn(arn: string): Pick<Subscription, "topic" | "id"> {
  const { service, account, region, resource = "" } = parseArn(arn) ?? {};
  const [name, id, ...rest] = resource.split(":");
  if (service !== "sns" || !account || !region || !name || !id || rest.length > 0)
    throw invalidParameter("SubscriptionArn Reason: An ARN must have at least 6 elements, not 1");
  return { topic: { account, region, name }, id };
}
