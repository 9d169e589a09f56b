// Tags of tables.
import { tooManyTags } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Errors: ValidationException. */
export function addTags(
  tags: Readonly<Record<string, string>>,
  added: readonly Tag[],
): Readonly<Record<string, string>> {
  const all = { ...tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(all).length > TAGS_MAX) throw tooManyTags();
  return all;
}
