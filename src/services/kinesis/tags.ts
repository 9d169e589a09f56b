// What AWS accepts as tags of a stream.
import { invalidArgument } from "./errors.ts";
import { TAGS_MAX } from "./limits.ts";
import type { StreamKey } from "./stream.ts";

/** Each key once, in the order in which they were added. */
export type Tags = readonly (readonly [key: string, value: string])[];

const ACCEPTED = /^[\u00C0-\u1FFF\u2C00-\uD7FF\w./\-=+_ @%:]*$/;

/** Errors: InvalidArgumentException with AWS's two texts, of which the second only concerns `%`. Recorded. */
function checkTagTexts(texts: readonly string[], { name, account }: StreamKey, verb: "add" | "remove"): void {
  if (!texts.every((text) => ACCEPTED.test(text)))
    throw invalidArgument(
      "Some tags contain invalid characters. Valid characters: " +
        "Unicode letters, digits, white space, _ . / = + - % @.",
    );
  if (!texts.some((text) => text.includes("%"))) return;
  throw invalidArgument(
    `Failed to ${verb} tags ${verb === "add" ? "to" : "from"} stream ${name} under account ${account} because some ` +
      "tags contained illegal characters. The allowed characters are " +
      "Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
  );
}

/** The tags after adding some. Errors: InvalidArgumentException. */
export function addTags(tags: Tags, added: Readonly<Record<string, string>>, key: StreamKey): Tags {
  const entries = Object.entries(added);
  checkTagTexts(entries.flat(), key, "add");
  const all = new Map([...tags, ...entries]);
  if (all.size <= TAGS_MAX) return [...all];
  throw invalidArgument(
    `Failed to add tags to stream ${key.name} under account ${key.account} because a given stream cannot have more ` +
      `than ${TAGS_MAX} tags associated with it.`,
  );
}

export function removeTags(tags: Tags, keys: readonly string[], key: StreamKey): Tags {
  checkTagTexts(keys, key, "remove");
  return tags.filter(([name]) => !keys.includes(name));
}

/** As AWS lists them: in the order of their keys' code units. Recorded. */
export const listTags = (tags: Tags) =>
  tags
    .toSorted(([left], [right]) => (left < right ? -1 : Number(left > right)))
    .map(([Key, Value]) => ({ Key, Value }));
