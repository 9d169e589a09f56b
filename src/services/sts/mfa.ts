// Multi-factor authentication in a request: the device and the code that it shows.
import type { Caller } from "../../kit/service.ts";
import type { Call } from "./context.ts";
import { mfaFailed, mfaIncomplete } from "./errors.ts";

interface MfaInput {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/** False when the request has none. Uses the code up, once for a request. Errors: AccessDenied. */
export async function checkMfa(input: MfaInput, { caller, context }: Call): Promise<boolean> {
  const { SerialNumber, TokenCode } = input;
  if (SerialNumber === undefined && TokenCode === undefined) return false;
  if (SerialNumber === undefined || TokenCode === undefined) throw mfaIncomplete();
  const check = (): Promise<boolean> => context.principals.checkMfa(SerialNumber, TokenCode, caller);
  if (!(await context.mfaChecks.of(input, check))) throw mfaFailed();
  return true;
}

/** The caller as trust policies see it after it showed its code: `aws:MultiFactorAuthPresent` is true. */
export const withMfa = (caller: Caller, nowMs: number): Caller => ({
  ...caller,
  session: { issuerArn: caller.arn, issuedMs: nowMs, ...caller.session, mfa: true },
});
