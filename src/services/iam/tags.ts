// Tags of IAM's entities. Recorded: keys differ by case only on policies; lists come in the order of the keys.
import { duplicateTags, reservedTag, tooManyTags } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";
import type { Tags } from "./store/rows.ts";

/** Whether keys that differ only by case are two keys. */
export type KeyCase = "exact" | "folded";

export interface TagInput {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

const identity = (key: string, keys: KeyCase): string => (keys === "exact" ? key : key.toLowerCase());

/** The tags after adding some, replacing those of the same keys. Errors: InvalidInput, LimitExceeded. */
export function addTags(tags: Tags, added: readonly TagInput[] | undefined, keys: KeyCase): Tags {
  const entries = (added ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  if (entries.some(([key]) => key.toLowerCase().startsWith("aws:"))) throw reservedTag();
  const all = new Map(tags.map((tag) => [identity(tag[0], keys), tag]));
  const fresh = new Map(entries.map((tag) => [identity(tag[0], keys), tag]));
  if (fresh.size < entries.length) throw duplicateTags(keys);
  for (const [key, tag] of fresh) all.set(key, tag);
  if (all.size > TAGS_MAX) throw tooManyTags();
  return [...all.values()];
}

export function removeTags(tags: Tags, removed: readonly string[], keys: KeyCase): Tags {
  const gone = new Set(removed.map((key) => identity(key, keys)));
  return tags.filter(([key]) => !gone.has(identity(key, keys)));
}

/** As create operations show them: in the order they were given; undefined when there are none. */
export const givenTags = (tags: Tags): { Key: string; Value: string }[] | undefined =>
  tags.length === 0 ? undefined : tags.map(([Key, Value]) => ({ Key, Value }));

export const sortedTags = (tags: Tags): { Key: string; Value: string }[] =>
  tags
    .toSorted(([left], [right]) => (left < right ? -1 : Number(left > right)))
    .map(([Key, Value]) => ({ Key, Value }));

export const tagRecord = (tags: Tags): Readonly<Record<string, string>> => Object.fromEntries(tags);

/** Of a request, for `aws:RequestTag`. */
export const requestTags = (tags: readonly TagInput[] | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));

export const requestTagKeys = (keys: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(keys.map((key) => [key, ""]));
