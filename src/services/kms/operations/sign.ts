// Sign: over a message, or over the digest of one.
import type { Operation } from "../context.ts";
import { stopIfDryRun } from "../request-checks.ts";
import { sign as signWith, signingOf } from "../signing.ts";

export const sign: Operation<"Sign"> = async (input, call) => {
  const signing = await signingOf(input, call, "Sign");
  stopIfDryRun(input);
  const Signature = signWith(signing);
  call.context.usage.note(signing.key, "Sign", call.requestId);
  return { KeyId: signing.key.arn, Signature, SigningAlgorithm: input.SigningAlgorithm };
};
