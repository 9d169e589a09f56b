// Tags of functions and event source mappings: the bounds that AWS has for them.
import { invalidParameter } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";

export type Tags = Readonly<Record<string, string>>;

/** Errors: InvalidParameterValueException. The text for too many is recorded, the other inferred. */
export function checkTags(tags: Tags): void {
  if (Object.keys(tags).length > TAGS_MAX) throw invalidParameter("Number of tags exceeds resource tag limit.");
  const reserved = Object.keys(tags).find((name) => name.toLowerCase().startsWith("aws:"));
  if (reserved !== undefined) throw invalidParameter(`Tag keys must not begin with aws: ${reserved}`);
}
