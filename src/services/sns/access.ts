// What each operation of SNS must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call } from "../../kit/service.ts";
import { effectivePolicy } from "./attributes.ts";
import type { Sdk, SnsContext } from "./context.ts";
import { tagsOf } from "./tags.ts";
import { keyOfArn, parseSubscriptionArn, topicArn, type TopicKey } from "./topic.ts";

type SnsCall = Call<SnsContext>;
type RequestTags = Readonly<Record<string, string>>;

/** A topic that does not exist needs the permission all the same. */
async function onTopic(
  action: string,
  key: TopicKey,
  { context }: SnsCall,
  more: Pick<AccessNeed, "context" | "requestTags"> = {},
): Promise<AccessNeed> {
  const topic = await context.store.find(key);
  return {
    action: `sns:${action}`,
    resource: topicArn(key),
    resourceTags: topic?.tags ?? {},
    ...more,
    resourcePolicy: { document: topic && effectivePolicy(topic), mode: "either" },
  };
}

const byTopic =
  (action: string) =>
  ({ TopicArn: arn }: { readonly TopicArn: string }, call: SnsCall): Promise<AccessNeed> =>
    onTopic(action, keyOfArn(arn), call);

const bySubscription =
  (action: string) =>
  ({ SubscriptionArn: arn }: { readonly SubscriptionArn: string }, call: SnsCall): Promise<AccessNeed> =>
    onTopic(action, parseSubscriptionArn(arn).topic, call);

const tagged = (action: string, arn: string, call: SnsCall, requestTags?: RequestTags): Promise<AccessNeed> =>
  onTopic(action, keyOfArn(arn), call, requestTags && { requestTags });

const onAccount =
  (action: string) =>
  (_input: unknown, { account, region }: SnsCall): AccessNeed => ({
    action: `sns:${action}`,
    resource: topicArn({ account, region, name: "*" }),
  });

export const access: AccessTable<Sdk, SnsContext> = {
  CreateTopic: ({ Name: name, Tags: tags = [] }, { account, region }) => {
    const resource = topicArn({ account, region, name });
    if (tags.length === 0) return { action: "sns:CreateTopic", resource };
    return ["sns:CreateTopic", "sns:TagResource"].map((action) => ({ action, resource, requestTags: tagsOf(tags) }));
  },
  DeleteTopic: byTopic("DeleteTopic"),
  GetSubscriptionAttributes: bySubscription("GetSubscriptionAttributes"),
  GetTopicAttributes: byTopic("GetTopicAttributes"),
  ListSubscriptions: onAccount("ListSubscriptions"),
  ListSubscriptionsByTopic: byTopic("ListSubscriptionsByTopic"),
  ListTagsForResource: ({ ResourceArn: arn }, call) => tagged("ListTagsForResource", arn, call),
  ListTopics: onAccount("ListTopics"),
  // What names no topic is refused by the operation.
  Publish: ({ TopicArn, TargetArn }, call) => {
    const arn = TopicArn ?? TargetArn;
    if (arn === undefined || arn.includes(":endpoint/")) return { action: "sns:Publish", resource: arn ?? "*" };
    return onTopic("Publish", keyOfArn(arn), call);
  },
  PublishBatch: byTopic("Publish"),
  SetSubscriptionAttributes: bySubscription("SetSubscriptionAttributes"),
  SetTopicAttributes: byTopic("SetTopicAttributes"),
  Subscribe: ({ TopicArn: arn, Protocol: protocol, Endpoint: endpoint }, call) =>
    onTopic("Subscribe", keyOfArn(arn), call, { context: { "sns:Protocol": protocol, "sns:Endpoint": endpoint } }),
  TagResource: ({ ResourceArn: arn, Tags: tags }, call) => tagged("TagResource", arn, call, tagsOf(tags)),
  Unsubscribe: bySubscription("Unsubscribe"),
  UntagResource: ({ ResourceArn: arn, TagKeys: keys }, call) =>
    tagged("UntagResource", arn, call, Object.fromEntries(keys.map((key) => [key, ""]))),
};
