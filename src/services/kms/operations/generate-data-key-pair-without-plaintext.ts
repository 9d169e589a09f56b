// GenerateDataKeyPairWithoutPlaintext: a fresh key pair, its private key encrypted only.
import type { Operation } from "../context.ts";
import { dataKeyPair } from "../data-key.ts";

export const generateDataKeyPairWithoutPlaintext: Operation<"GenerateDataKeyPairWithoutPlaintext"> = async (
  input,
  call,
) => {
  const pair = await dataKeyPair(input, call, "GenerateDataKeyPairWithoutPlaintext");
  return {
    PrivateKeyCiphertextBlob: pair.ciphertext,
    PublicKey: pair.publicKey,
    KeyId: pair.keyArn,
    KeyPairSpec: input.KeyPairSpec,
    KeyMaterialId: pair.materialId,
  };
};
