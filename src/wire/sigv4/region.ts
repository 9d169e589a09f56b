// Regions and the region sets of Signature Version 4A: names and patterns such as `us-*`, separated by commas.

const REGION = /^[a-z]{2,4}(-[a-z0-9]+)+$/;
const PATTERN = /^[a-z0-9*-]{1,64}$/;
const PATTERNS_MAX = 64;

export const isRegion = (name: string): boolean => REGION.test(name);

/** Whether a set is sound and names `region`; undefined stands for a request that was sent to no region in particular. */
export function regionSetCovers(set: string, region: string | undefined): boolean {
  const patterns = set.split(",").map((pattern) => pattern.trim());
  if (patterns.length > PATTERNS_MAX || !patterns.every((pattern) => PATTERN.test(pattern))) return false;
  return region === undefined || patterns.some((pattern) => matches(pattern, region));
}

/** The first region that a set names outright. */
export const regionOfSet = (set: string | undefined): string | undefined =>
  set
    ?.split(",")
    .map((pattern) => pattern.trim())
    .find(isRegion);

/** Each `*` stands for any characters, none included. */
function matches(pattern: string, region: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === region;
  const last = rest.pop() ?? "";
  if (!region.startsWith(first) || region.length < first.length + last.length || !region.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    at = region.indexOf(part, at);
    if (at < 0) return false;
    at += part.length;
  }
  return at <= region.length - last.length;
}
