// GenerateDataKeyPair: a fresh key pair, its private key in plaintext and encrypted.
import type { Operation } from "../context.ts";
import { dataKeyPair } from "../data-key.ts";

export const generateDataKeyPair: Operation<"GenerateDataKeyPair"> = async (input, call) => {
  const pair = await dataKeyPair(input, call, "GenerateDataKeyPair");
  return {
    PrivateKeyCiphertextBlob: pair.ciphertext,
    PrivateKeyPlaintext: pair.privateKey,
    PublicKey: pair.publicKey,
    KeyId: pair.keyArn,
    KeyPairSpec: input.KeyPairSpec,
    KeyMaterialId: pair.materialId,
  };
};
