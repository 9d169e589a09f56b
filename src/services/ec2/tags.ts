// Tags as requests have them and answers show them.
import { type Kind, invalidParameter, invalidTag, tooManyTags } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";
import type { Tags } from "./store/tables.ts";

export interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Errors: InvalidParameterValue. */
export function tagsOf(tags: readonly Tag[]): Tags {
  for (const { Key = "" } of tags) if (Key === "" || Key.startsWith("aws:")) throw invalidTag(Key);
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

interface Specification {
  readonly ResourceType?: string | undefined;
  readonly Tags?: readonly Tag[] | undefined;
}

/** Tags that a resource is made with. Errors: InvalidParameterValue for those of another kind. */
export function specifiedTags(specifications: readonly Specification[] | undefined, kind: Kind): Tags {
  const tags: Tag[] = [];
  for (const { ResourceType, Tags: given = [] } of specifications ?? []) {
    if (ResourceType !== kind)
      throw invalidParameter(`'${ResourceType}' is not a valid taggable resource type for this operation.`);
    tags.push(...given);
  }
  return withTags({}, tagsOf(tags));
}

/** Errors: TagLimitExceeded. */
export function withTags(tags: Tags, more: Tags): Tags {
  const all = { ...tags, ...more };
  if (Object.keys(all).length > TAGS_MAX) throw tooManyTags();
  return all;
}

export const shownTags = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
