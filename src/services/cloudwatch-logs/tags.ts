// Tags of log groups.
import { invalidParameter, resourceNotFound, tooManyTags } from "./errors.ts";
import { groupArn, type GroupKey, keyOfArn, type Place } from "./group.ts";
import { TAGS_MAX } from "./limits.ts";

type Tags = Readonly<Record<string, string>>;

/** Errors: InvalidParameterException, ResourceNotFoundException. */
export function keyOfTagged(arn: string, { account, region }: Place): GroupKey {
  const key = keyOfArn(arn);
  if (!key) throw invalidParameter("The specified resource ARN is not that of a log group.");
  if (key.account !== account || key.region !== region) throw resourceNotFound();
  return key;
}

/** Errors: TooManyTagsException. */
export function addTags(key: GroupKey, tags: Tags, added: Tags): Tags {
  const all = { ...tags, ...added };
  if (Object.keys(all).length > TAGS_MAX) throw tooManyTags(groupArn(key));
  return all;
}

export const removeTags = (tags: Tags, keys: readonly string[]): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => !keys.includes(name)));
