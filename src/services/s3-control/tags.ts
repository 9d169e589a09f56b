// Tags of access points.
import { invalidTag, invalidTagValue, tooManyTags } from "./errors.ts";
import { TAG_KEY_LENGTH_MAX, TAG_VALUE_LENGTH_MAX, TAGS_MAX } from "./limits.ts";

export type Tags = Readonly<Record<string, string>>;

interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Errors: InvalidTag. */
export function checkTags(tags: readonly Tag[]): Tags {
  const checked = new Map<string, string>();
  for (const { Key = "", Value = "" } of tags) {
    const isKey = Key.length > 0 && Key.length <= TAG_KEY_LENGTH_MAX && CHARACTERS.test(Key);
    if (!isKey || Key.startsWith("aws:") || checked.has(Key)) throw invalidTag(Key);
    if (Value.length > TAG_VALUE_LENGTH_MAX || !CHARACTERS.test(Value)) throw invalidTagValue(Key);
    checked.set(Key, Value);
  }
  return Object.fromEntries(checked);
}

/** Errors: TooManyTagsException. */
export function withTags(tags: Tags, more: Tags): Tags {
  const all = { ...tags, ...more };
  if (Object.keys(all).length > TAGS_MAX) throw tooManyTags();
  return all;
}
