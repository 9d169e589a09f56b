// ReEncrypt: from one key to another, or to another context, without showing the plaintext.
import type { Operation } from "../context.ts";
import { checkEncrypts, decryptingKey, decryptWith, encryptWith } from "../encryption.ts";
import { notBuilt, validation } from "../errors.ts";
import { findKey } from "../find-key.ts";
import { toldMaterialId } from "../key.ts";
import { checkRequest, stopIfDryRun } from "../request-checks.ts";

export const reEncrypt: Operation<"ReEncrypt"> = async (input, call) => {
  checkRequest(input, call);
  if (input.DryRunModifiers?.length)
    throw notBuilt("DryRunModifiers are not built: a dry run of ReEncrypt looks at the ciphertext.");
  if (!input.CiphertextBlob) throw validation("CiphertextBlob is required."); // inferred
  const {
    SourceEncryptionAlgorithm: from = "SYMMETRIC_DEFAULT",
    DestinationEncryptionAlgorithm: to = "SYMMETRIC_DEFAULT",
  } = input;
  const encryption = {
    ciphertext: input.CiphertextBlob,
    keyId: input.SourceKeyId,
    context: input.SourceEncryptionContext,
    algorithm: from,
  };
  const source = await decryptingKey(encryption, call);
  const destination = await findKey(input.DestinationKeyId, call);
  const { plaintext, material } = decryptWith(source, encryption, call.context, "ReEncrypt");
  checkEncrypts(destination, to, input.DestinationEncryptionContext, "ReEncrypt");
  const encrypted = encryptWith(destination, plaintext, input.DestinationEncryptionContext, to, call.context);
  plaintext.fill(0);
  stopIfDryRun(input);
  call.context.usage.note(source, "ReEncrypt", call.requestId);
  call.context.usage.note(destination, "ReEncrypt", call.requestId);
  return {
    CiphertextBlob: encrypted.ciphertext,
    SourceKeyId: source.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: from,
    DestinationEncryptionAlgorithm: to,
    SourceKeyMaterialId: toldMaterialId(source, material),
    DestinationKeyMaterialId: toldMaterialId(destination, encrypted.material),
  };
};
