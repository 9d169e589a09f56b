// Tags of a key. The texts are recorded.
import type { Tag } from "@aws-sdk/client-kms";
import { tagError } from "./errors.ts";
import type { Tags } from "./key.ts";
import { TAGS_MAX } from "./limits.ts";

const RESERVED = /^aws:/i;

function checkKeys(keys: readonly (string | undefined)[]): void {
  if (keys.some((key) => RESERVED.test(key ?? ""))) throw tagError("Tags beginning with aws: are reserved");
}

/** In the order in which keys were added. Errors: TagException. */
export function addTags(tags: Tags, added: readonly Tag[]): Tags {
  checkKeys(added.map(({ TagKey }) => TagKey));
  if (new Set(added.map(({ TagKey }) => TagKey)).size < added.length) throw tagError("Duplicate tag keys");
  const all = new Map([...tags, ...added.map(({ TagKey, TagValue }) => [TagKey ?? "", TagValue ?? ""] as const)]);
  if (all.size > TAGS_MAX) throw tagError("Too many tags");
  return [...all];
}

/** Errors: TagException. */
export function removeTags(tags: Tags, keys: readonly string[]): Tags {
  checkKeys(keys);
  return tags.filter(([key]) => !keys.includes(key));
}

export const listedTag = ([TagKey, TagValue]: Tags[number]): Tag => ({ TagKey, TagValue });
