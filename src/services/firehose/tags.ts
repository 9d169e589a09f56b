// Tags of a delivery stream.
import { tooManyTags } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";
import type { Tag } from "./stream.ts";

export const tagsOf = (tags: readonly { readonly Key: string; readonly Value?: string | undefined }[]): Tag[] =>
  withTags(
    [],
    tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
  );

/** Errors: LimitExceededException. */
export function withTags(tags: readonly Tag[], added: readonly Tag[]): Tag[] {
  const merged = new Map([...tags, ...added].map((tag) => [tag.key, tag]));
  if (merged.size > TAGS_MAX) throw tooManyTags();
  return [...merged.values()];
}
