// What Resource and NotResource elements name.
import { arnParts, compileArnPattern } from "./arn-pattern.ts";
import { compileTemplate, type Lookup } from "./template.ts";

/** The resource of a request, taken apart once. */
export interface RequestedResource {
  readonly text: string;
  /** Undefined for `*` and other texts that are no ARNs. */
  readonly parts: readonly string[] | undefined;
}

export type ResourceMatcher = (resource: RequestedResource, lookup: Lookup) => boolean;

export const requestedResource = (text: string): RequestedResource => ({ text, parts: arnParts(text) });

/** Documented: variables stand in the resource's own part only, after the fifth colon. */
const VARIABLES_FROM = 5;

export function compileResource(pattern: string, variables: boolean): ResourceMatcher {
  if (pattern === "*") return () => true;
  const whole = compileTemplate(pattern, { wildcards: true, variables });
  if (!pattern.startsWith("arn:")) return ({ text }, lookup) => whole(text, lookup);
  const arn = compileArnPattern(pattern, variables, VARIABLES_FROM);
  return ({ parts }, lookup) => parts !== undefined && arn(parts, lookup);
}
