// Tags of a session: what a request or an identity provider asks for, and what a session before hands on.
import type { SessionFacts } from "../../kit/service.ts";
import { duplicateTags, invalidTag, tooManyTags, transitiveConflict, transitiveNotRequested } from "./errors.ts";
import { SESSION_TAGS_MAX } from "./limits.ts";

export interface SessionTags {
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** Keys of tags that sessions which start from this one get too. */
  readonly transitive: readonly string[];
}

type Inherited = Pick<SessionFacts, "tags" | "transitiveTagKeys"> | undefined;

const KEY = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u;
const VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

/** Of a request's members. */
export const requestedTags = (
  tags: readonly { readonly Key: string | undefined; readonly Value: string | undefined }[] = [],
  transitive: readonly string[] = [],
): SessionTags => ({ tags: tags.map(({ Key = "", Value = "" }) => ({ key: Key, value: Value })), transitive });

/** Keys differ in more than upper and lower case. Errors: ValidationError, InvalidParameterValue. */
export function checkTags({ tags, transitive }: SessionTags, caller: Inherited): void {
  if (tags.length > SESSION_TAGS_MAX) throw tooManyTags();
  for (const { key, value } of tags) if (!isTag(key, value)) throw invalidTag(key);
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.size !== tags.length) throw duplicateTags();
  if (transitive.some((key) => !keys.has(key.toLowerCase()))) throw transitiveNotRequested();
  const inherited = caller?.transitiveTagKeys ?? [];
  if (inherited.some((key) => keys.has(key.toLowerCase()))) throw transitiveConflict();
}

/** Documented: IAM's rules for tags; the prefix `aws:` is AWS's own. */
const isTag = (key: string, value: string): boolean =>
  KEY.test(key) && VALUE.test(value) && !key.toLowerCase().startsWith("aws:");

/** The tags that the session before hands on. */
export function inheritedTags(caller: Inherited): Readonly<Record<string, string>> {
  const keys = caller?.transitiveTagKeys ?? [];
  return Object.fromEntries(keys.map((key) => [key, caller?.tags?.[key] ?? ""]));
}

export const recordOf = ({ tags }: SessionTags): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

/** What the session is sealed with: its own tags, and those that it got from the session before. */
export function tagFacts(own: SessionTags, caller: Inherited): Pick<SessionFacts, "tags" | "transitiveTagKeys"> {
  const inherited = inheritedTags(caller);
  const tags = { ...inherited, ...recordOf(own) };
  const transitiveTagKeys = [...Object.keys(inherited), ...own.transitive];
  return {
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(transitiveTagKeys.length > 0 && { transitiveTagKeys }),
  };
}
