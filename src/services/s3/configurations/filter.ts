// Filters of configurations by prefix and tags: which objects they choose.
import type { Tag } from "@aws-sdk/client-s3";

/** Of the configurations of analytics and of Intelligent-Tiering. */
export interface ObjectFilter {
  readonly Prefix?: string | undefined;
  readonly Tag?: Tag | undefined;
  readonly And?: { readonly Prefix?: string | undefined; readonly Tags?: readonly Tag[] | undefined } | undefined;
}

export const filterPrefix = (filter: ObjectFilter | undefined): string => filter?.Prefix ?? filter?.And?.Prefix ?? "";
export const filterTags = (filter: ObjectFilter | undefined): readonly Tag[] => [
  ...(filter?.And?.Tags ?? []),
  ...(filter?.Tag ? [filter.Tag] : []),
];

/** Without a filter: all. */
export const chooses = (filter: ObjectFilter | undefined, key: string, tags: readonly Tag[]): boolean =>
  key.startsWith(filterPrefix(filter)) &&
  filterTags(filter).every(({ Key, Value }) => tags.some((tag) => tag.Key === Key && tag.Value === Value));
