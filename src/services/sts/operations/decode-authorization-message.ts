// DecodeAuthorizationMessage: opens what an access-denied answer sealed for the caller's account.
import type { Operation } from "../context.ts";
import { invalidMessage } from "../errors.ts";

interface SealedMessage {
  readonly account: string;
  readonly message: unknown;
}

export const decodeAuthorizationMessage: Operation<"DecodeAuthorizationMessage"> = async (
  input,
  { account, context },
) => {
  const sealed = context.sealing.open("authorization-message", input.EncodedMessage) as SealedMessage | undefined;
  if (sealed?.account !== account) throw invalidMessage();
  return { DecodedMessage: JSON.stringify(sealed.message) };
};
