// Grant tokens: opaque, sealed names of grants. Here a grant holds at once, so a token adds nothing but is still checked.
import type { Call, KmsContext } from "./context.ts";
import { invalidGrantToken } from "./errors.ts";
import type { KeyName } from "./key.ts";

const PURPOSE = "kms.grant-token";

export interface TokenContent extends KeyName {
  readonly grantId: string;
}

export const grantToken = (content: TokenContent, { sealing }: KmsContext): string => sealing.seal(PURPOSE, content);

/** Errors: InvalidGrantTokenException. */
export function openGrantToken(token: string, { sealing }: KmsContext): TokenContent {
  const content = sealing.open(PURPOSE, token);
  if (content === undefined) throw invalidGrantToken();
  return content as TokenContent;
}

/** Errors: InvalidGrantTokenException. */
export function checkGrantTokens(tokens: readonly string[] | undefined, { context }: Call): void {
  for (const token of tokens ?? []) openGrantToken(token, context);
}
