// Whether a grant allows a caller an operation. Documented in the developer guide's page on grants.
import type { GrantOperation } from "@aws-sdk/client-kms";
import type { Caller } from "../../kit/service.ts";
import type { Call } from "./context.ts";
import type { EncryptionContext } from "./envelope.ts";
import type { Grant, GrantLimits } from "./grant.ts";
import { knowsContext } from "./grant-request.ts";
import type { Key } from "./key.ts";

/** The grants of a key that allow it. `context`: of the request, for operations that know one. */
export async function grantsAllowing(
  key: Key,
  operation: GrantOperation,
  { caller, context: { store } }: Call,
  context: EncryptionContext = {},
): Promise<readonly Grant[]> {
  const all = (await store.grantsOf(key.name)) ?? [];
  return all.filter(
    ({ grantee, operations, constraints }) =>
      operations.includes(operation) &&
      isPrincipal(caller, grantee) &&
      (!knowsContext(operation) || fits(constraints, context)),
  );
}

/** A role is granted to for all of its sessions, a session for itself. */
export const isPrincipal = ({ arn, session, kind }: Caller, principal: string): boolean =>
  principal === arn || (kind === "assumed-role" && principal === session?.issuerArn);

function fits(limits: GrantLimits | undefined, context: EncryptionContext): boolean {
  if (limits?.equals && !(contains(context, limits.equals) && contains(limits.equals, context))) return false;
  return !limits?.subset || contains(context, limits.subset);
}

const contains = (whole: EncryptionContext, part: EncryptionContext): boolean =>
  Object.entries(part).every(([key, value]) => whole[key] === value);

interface Child {
  readonly operations: readonly GrantOperation[];
  readonly equals: EncryptionContext | undefined;
  readonly subset: EncryptionContext | undefined;
}

/** Documented: who may only create grants by a grant passes on no more than it gives. */
export function mayPassOn({ operations, constraints }: Grant, child: Child): boolean {
  if (!child.operations.every((operation) => operations.includes(operation))) return false;
  if (constraints?.equals) return child.equals !== undefined && fits(constraints, child.equals);
  if (!constraints?.subset) return true;
  return contains(child.equals ?? child.subset ?? {}, constraints.subset);
}
