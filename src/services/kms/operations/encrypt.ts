// Encrypt: up to 4 KiB under a symmetric key, less under an RSA key.
import type { Operation } from "../context.ts";
import { checkEncrypts, encryptWith } from "../encryption.ts";
import { findKey } from "../find-key.ts";
import { checkRequest, stopIfDryRun } from "../request-checks.ts";

export const encrypt: Operation<"Encrypt"> = async (input, call) => {
  checkRequest(input, call);
  const { EncryptionContext: context, EncryptionAlgorithm: algorithm = "SYMMETRIC_DEFAULT" } = input;
  const key = await findKey(input.KeyId, call);
  checkEncrypts(key, algorithm, context, "Encrypt");
  const { ciphertext } = encryptWith(key, input.Plaintext, context, algorithm, call.context);
  stopIfDryRun(input);
  call.context.usage.note(key, "Encrypt", call.requestId);
  return { CiphertextBlob: ciphertext, KeyId: key.arn, EncryptionAlgorithm: algorithm };
};
