// Policy documents that come in are held against the grammar of policies.
import { malformedPolicy } from "./errors.ts";

export type DocumentKind = "identity" | "trust";

/** Errors: MalformedPolicyDocument. */
export function checkDocument(document: string, _kind: DocumentKind): void {
  try {
    JSON.parse(document);
  } catch {
    throw malformedPolicy("This policy contains invalid Json");
  }
}
