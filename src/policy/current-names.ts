// Resource policies mean the users and roles that were there when they were put: one of the same name that comes later is another
// one, and of one that is gone its unique id is left. Documented in "AWS JSON policy elements: Principal".
import type { Principals } from "../kit/principals.ts";
import { renamePrincipals } from "./rename-principals.ts";

/** The users and roles that a document names, by their ARNs and unique ids when it was put. */
export type NamedPrincipals = readonly (readonly [arn: string, id: string])[];

const known = new WeakMap<object, { readonly revision: number; readonly document: string }>();

/** The document as it is to be read now. `owner`: what it was read into, with which the answer is kept until IAM changes. */
export async function withCurrentNames(
  owner: object,
  document: string,
  named: NamedPrincipals,
  principals: Principals,
): Promise<string> {
  const { revision } = principals;
  const before = known.get(owner);
  if (before?.revision === revision) return before.document;
  const names = new Map<string, string>();
  for (const [arn, id] of named) {
    const now = await principals.nameOf(id, arn);
    if (now !== arn) names.set(arn, now);
  }
  const current = names.size === 0 ? document : renamePrincipals(document, names);
  known.set(owner, { revision, document: current });
  return current;
}
