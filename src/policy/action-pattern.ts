// What Action and NotAction elements name. Documented: neither the service nor the action's name minds case.
import { compileGlob } from "./glob.ts";
import { piecesOf } from "./template.ts";

/** `action` in lower case. */
export type ActionMatcher = (action: string) => boolean;

/** Variables are not replaced in actions. */
export function compileAction(pattern: string): ActionMatcher {
  const pieces = piecesOf(pattern.toLowerCase(), { wildcards: true, variables: false });
  return compileGlob(pieces.filter((piece) => piece.type !== "variable"));
}

/** The service that a pattern is confined to; undefined when it may be any. */
export function serviceOf(pattern: string): string | undefined {
  const [service = "", name] = pattern.toLowerCase().split(":");
  return name === undefined || /[*?]/.test(service) ? undefined : service;
}
