// What several operations check of a request before they work.
import type { Call } from "./context.ts";
import { dryRun, notBuilt } from "./errors.ts";
import { checkGrantTokens } from "./grant-token.ts";

interface Common {
  readonly GrantTokens?: readonly string[] | undefined;
  readonly Recipient?: object | undefined;
}

/** Errors: NotImplemented, InvalidGrantTokenException. */
export function checkRequest({ GrantTokens, Recipient }: Common, call: Call): void {
  if (Recipient)
    throw notBuilt("Recipient is not built: Forebay cannot attest Nitro enclaves, so it answers the plaintext only.");
  checkGrantTokens(GrantTokens, call);
}

/** Documented: the last thing before the work itself. Errors: DryRunOperationException. */
export function stopIfDryRun({ DryRun }: { readonly DryRun?: boolean | undefined }): void {
  if (DryRun === true) throw dryRun();
}
