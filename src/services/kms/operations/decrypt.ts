// Decrypt: what Encrypt, the data keys and ReEncrypt encrypted. Symmetric ciphertexts name their key themselves.
import type { Operation } from "../context.ts";
import { decryptingKey, decryptWith } from "../encryption.ts";
import { notBuilt, validation } from "../errors.ts";
import { toldMaterialId } from "../key.ts";
import { checkRequest, stopIfDryRun } from "../request-checks.ts";

export const decrypt: Operation<"Decrypt"> = async (input, call) => {
  checkRequest(input, call);
  if (input.DryRunModifiers?.length)
    throw notBuilt("DryRunModifiers are not built: a dry run of Decrypt looks at the ciphertext.");
  if (!input.CiphertextBlob) throw validation("CiphertextBlob is required."); // inferred
  const { EncryptionAlgorithm: algorithm = "SYMMETRIC_DEFAULT", EncryptionContext: context, KeyId: keyId } = input;
  const encryption = { ciphertext: input.CiphertextBlob, keyId, context, algorithm };
  const key = await decryptingKey(encryption, call);
  const { plaintext, material } = decryptWith(key, encryption, call.context, "Decrypt");
  stopIfDryRun(input);
  call.context.usage.note(key, "Decrypt", call.requestId);
  return {
    KeyId: key.arn,
    Plaintext: plaintext,
    EncryptionAlgorithm: algorithm,
    KeyMaterialId: toldMaterialId(key, material),
  };
};
