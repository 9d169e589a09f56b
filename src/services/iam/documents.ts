// Policy documents: checked when they come in, percent-encoded when they go out.
import { quotaExceeded, sizeExceeded } from "./errors.ts";
import {
  GROUP_POLICIES_SIZE_MAX,
  MANAGED_POLICY_SIZE_MAX,
  ROLE_POLICIES_SIZE_MAX,
  TRUST_POLICY_SIZE_MAX,
  USER_POLICIES_SIZE_MAX,
} from "./limits.ts";

/** RFC 3986: everything but letters, digits and `-._~`. Documented. */
export const encodeDocument = (document: string): string =>
  encodeURIComponent(document).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** Documented: white space does not count. */
const sizeOf = (document: string): number => document.replace(/\s/g, "").length;

export function checkManagedSize(document: string): void {
  if (sizeOf(document) > MANAGED_POLICY_SIZE_MAX) throw quotaExceeded("PolicySize", MANAGED_POLICY_SIZE_MAX);
}

export function checkTrustSize(document: string): void {
  if (sizeOf(document) > TRUST_POLICY_SIZE_MAX) throw quotaExceeded("ACLSizePerRole", TRUST_POLICY_SIZE_MAX);
}

const inlineMax = {
  user: USER_POLICIES_SIZE_MAX,
  group: GROUP_POLICIES_SIZE_MAX,
  role: ROLE_POLICIES_SIZE_MAX,
} as const;

/** `documents`: all inline policies of the owner. */
export function checkInlineSize(kind: keyof typeof inlineMax, name: string, documents: readonly string[]): void {
  const size = documents.reduce((sum, document) => sum + sizeOf(document), 0);
  if (size > inlineMax[kind]) throw sizeExceeded(inlineMax[kind], kind, name);
}
