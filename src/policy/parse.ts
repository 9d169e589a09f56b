// Reads a policy document as the user wrote it.
import type { PolicyDocument, PolicyKind } from "./document.ts";
import { readDraft } from "./draft.ts";
import { checkIdentity, identityWording, sessionWording } from "./identity-rules.ts";
import { checkResource, resourceWording } from "./resource-rules.ts";

/** Errors: PolicyProblem with AWS's sentence. */
export function parsePolicy(text: string, kind: PolicyKind): PolicyDocument {
  if (kind === "identity" || kind === "managed" || kind === "session") {
    const draft = readDraft(text, kind === "session" ? sessionWording : identityWording);
    return { ...headOf(draft), statements: checkIdentity(draft, kind === "managed") };
  }
  const trust = kind === "trust";
  const draft = readDraft(text, resourceWording(text, trust));
  return { ...headOf(draft), statements: checkResource(draft, trust) };
}

const headOf = ({ version, id }: ReturnType<typeof readDraft>): Omit<PolicyDocument, "statements"> => ({
  version: version ?? "2008-10-17",
  id,
});
