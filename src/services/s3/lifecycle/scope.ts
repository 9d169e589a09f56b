// What a lifecycle rule is about: its prefix, tags and sizes, and how errors name them. Recorded.
import type { LifecycleRule, Tag } from "@aws-sdk/client-s3";

export const prefixOf = ({ Filter, Prefix }: LifecycleRule): string =>
  Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix ?? "";

export const tagsOf = ({ Filter }: LifecycleRule): readonly Tag[] =>
  Filter?.Tag === undefined ? (Filter?.And?.Tags ?? []) : [Filter.Tag];

interface SizeBounds {
  readonly above: number | undefined;
  readonly below: number | undefined;
}

/** Both exclusive. */
export const sizesOf = ({ Filter }: LifecycleRule): SizeBounds => ({
  above: Filter?.ObjectSizeGreaterThan ?? Filter?.And?.ObjectSizeGreaterThan,
  below: Filter?.ObjectSizeLessThan ?? Filter?.And?.ObjectSizeLessThan,
});

export const hasSizes = (rule: LifecycleRule): boolean => {
  const { above, below } = sizesOf(rule);
  return above !== undefined || below !== undefined;
};

/** `filter '(prefix=logs/ and objectsizelessthan=10)'`; of rules of the first version `prefix 'logs/'`. */
export function shownScope(rule: LifecycleRule): string {
  if (rule.Filter === undefined) return `prefix '${rule.Prefix ?? ""}'`;
  const prefix = rule.Filter.Prefix ?? rule.Filter.And?.Prefix;
  const { above, below } = sizesOf(rule);
  const parts = [
    ...(prefix === undefined ? [] : [`prefix=${prefix}`]),
    ...tagsOf(rule).map(({ Key, Value }) => `tag={key=${Key}, value=${Value}}`),
    ...(above === undefined ? [] : [`objectsizegreaterthan=${above}`]),
    ...(below === undefined ? [] : [`objectsizelessthan=${below}`]),
  ];
  return `filter '(${parts.length === 0 ? "prefix=" : parts.join(" and ")})'`;
}
