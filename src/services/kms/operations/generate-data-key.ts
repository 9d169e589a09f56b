// GenerateDataKey: a fresh secret, in plaintext and encrypted.
import type { Operation } from "../context.ts";
import { dataKey } from "../data-key.ts";

export const generateDataKey: Operation<"GenerateDataKey"> = async (input, call) => {
  const { plaintext, ciphertext, keyArn, materialId } = await dataKey(input, call, "GenerateDataKey");
  return { CiphertextBlob: ciphertext, Plaintext: plaintext, KeyId: keyArn, KeyMaterialId: materialId };
};
