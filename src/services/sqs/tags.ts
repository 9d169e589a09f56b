// Tags of queues.
import { invalidParameter } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";

type Tags = Readonly<Record<string, string>>;

/** Errors: InvalidParameterValue. */
export function addTags(tags: Tags, added: Tags): Tags {
  const all = { ...tags, ...added };
  if (Object.keys(all).length > TAGS_MAX)
    throw invalidParameter(`Too many tags added for queue. Maximum allowed: ${TAGS_MAX}.`);
  return all;
}
