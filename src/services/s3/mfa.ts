// The `x-amz-mfa` header: a device's serial number or ARN, a space, and the code it shows.
import type { Caller } from "../../kit/service.ts";
import type { S3Context } from "./context.ts";
import { mfaRequired } from "./errors.ts";

interface MfaInput {
  readonly MFA?: string | undefined;
}

export const hasMfa = ({ MFA }: MfaInput): boolean => MFA !== undefined;

/** Errors: AccessDenied. Documented: only the root user may use MFA delete. */
export async function checkMfa({ principals }: S3Context, caller: Caller, { MFA = "" }: MfaInput): Promise<void> {
  const [, serialNumber, code] = /^(\S+)\s+(\d{6})$/.exec(MFA.trim()) ?? [];
  if (serialNumber === undefined || code === undefined || caller.kind !== "root") throw mfaRequired();
  if (!(await principals.checkMfa(serialNumber, code, caller))) throw mfaRequired();
}
