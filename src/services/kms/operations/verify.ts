// Verify: whether a key made a signature.
import type { Operation } from "../context.ts";
import { invalidSignature } from "../errors.ts";
import { stopIfDryRun } from "../request-checks.ts";
import { signingOf, verify as verifyWith } from "../signing.ts";

export const verify: Operation<"Verify"> = async (input, call) => {
  const signing = await signingOf(input, call, "Verify");
  stopIfDryRun(input);
  if (!verifyWith(signing, input.Signature)) throw invalidSignature();
  call.context.usage.note(signing.key, "Verify", call.requestId);
  return { KeyId: signing.key.arn, SignatureValid: true, SigningAlgorithm: input.SigningAlgorithm };
};
