// GetParametersForImport: a public key to wrap material with, and the token that goes with it, for a day.
import type { Operation } from "../context.ts";
import { originNotValid } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import { importParameters } from "../import-token.ts";
import { checkNotPendingDeletion } from "../key-state.ts";

export const getParametersForImport: Operation<"GetParametersForImport"> = async (input, call) => {
  const { KeyId, WrappingAlgorithm, WrappingKeySpec } = input;
  const key = await findOwnKey(KeyId, call, "GetParametersForImport");
  if (key.origin !== "EXTERNAL") throw originNotValid(key.arn, key.origin);
  checkNotPendingDeletion(key);
  const { token, publicKey, expiresMs } = await importParameters(key, WrappingAlgorithm, WrappingKeySpec, call.context);
  return { KeyId: key.arn, ImportToken: token, PublicKey: publicKey, ParametersValidTo: new Date(expiresMs) };
};
