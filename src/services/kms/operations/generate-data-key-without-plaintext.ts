// GenerateDataKeyWithoutPlaintext: a fresh secret, encrypted only.
import type { Operation } from "../context.ts";
import { dataKey } from "../data-key.ts";

export const generateDataKeyWithoutPlaintext: Operation<"GenerateDataKeyWithoutPlaintext"> = async (input, call) => {
  const { ciphertext, keyArn, materialId } = await dataKey(input, call, "GenerateDataKeyWithoutPlaintext");
  return { CiphertextBlob: ciphertext, KeyId: keyArn, KeyMaterialId: materialId };
};
