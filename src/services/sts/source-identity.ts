// The source identity of a session: who was there first, whatever roles come after.
import type { Caller } from "../../kit/service.ts";
import { sourceIdentitySet } from "./errors.ts";

/** Of the next session. Documented: it stays through role chaining. Errors: AccessDenied when the request wants another one. */
export function sourceIdentityOf(requested: string | undefined, { session }: Caller): string | undefined {
  const before = session?.sourceIdentity;
  if (before === undefined || requested === undefined) return before ?? requested;
  if (before !== requested) throw sourceIdentitySet();
  return before;
}
