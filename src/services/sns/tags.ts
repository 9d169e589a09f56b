// Tags of topics. Documented: 50 a topic.
import type { Tag } from "@aws-sdk/client-sns";
import { resourceDoesNotExist, tooManyTags } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";
import type { SnsStore } from "./store.ts";
import { keyOfArn, type Topic } from "./topic.ts";

export type Tags = Readonly<Record<string, string>>;

export const tagsOf = (tags: readonly Partial<Tag>[]): Tags =>
  Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));

/** Errors: TagLimitExceededException. */
export function withTags(tags: Tags, added: Tags): Tags {
  const all = { ...tags, ...added };
  if (Object.keys(all).length > TAGS_MAX) throw tooManyTags();
  return all;
}

/** Errors: ResourceNotFoundException. */
export async function taggedTopic(store: SnsStore, arn: string): Promise<Topic> {
  const topic = await store.find(keyOfArn(arn));
  if (!topic) throw resourceDoesNotExist();
  return topic;
}
