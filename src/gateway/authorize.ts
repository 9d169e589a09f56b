// Who may call what. Until IAM is there: every authenticated principal may all, and anonymous callers nothing that AWS wants signed.
import type { Caller } from "../kit/service.ts";
import { missingToken, type SignatureFamily } from "../wire/sigv4/errors.ts";
import type { WireOperation } from "../wire/wire.ts";

/** Operations that AWS leaves unsigned. Documented in the API references of the services. */
const UNSIGNED: Readonly<Record<string, readonly string[]>> = {
  sts: ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
};

export const mayBeUnsigned = (operation: WireOperation): boolean =>
  UNSIGNED[operation.service.name]?.includes(operation.name) === true;

/** Errors: MissingAuthenticationToken in the family's words, AccessDenied for S3. */
export function authorize(caller: Caller, operation: WireOperation, family: SignatureFamily): void {
  if (caller.kind === "anonymous" && !mayBeUnsigned(operation)) throw missingToken(family);
}
