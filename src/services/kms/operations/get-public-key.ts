// GetPublicKey: the public half of an asymmetric key, as SubjectPublicKeyInfo in DER.
import type { Operation } from "../context.ts";
import { workingMaterial } from "../encryption.ts";
import { unsupported } from "../errors.ts";
import { findKey } from "../find-key.ts";
import { algorithmMembers, customerMasterKeySpec } from "../key-metadata.ts";
import { isAsymmetric } from "../key-spec.ts";
import { checkUsable } from "../key-state.ts";
import { checkRequest } from "../request-checks.ts";

export const getPublicKey: Operation<"GetPublicKey"> = async (input, call) => {
  checkRequest(input, call);
  const key = await findKey(input.KeyId, call);
  if (!isAsymmetric(key.spec)) throw unsupported();
  checkUsable(key);
  const { publicKey } = call.context.materials.pair(key, workingMaterial(key));
  return {
    KeyId: key.arn,
    PublicKey: publicKey.export({ format: "der", type: "spki" }),
    CustomerMasterKeySpec: customerMasterKeySpec(key.spec),
    KeySpec: key.spec,
    KeyUsage: key.usage,
    ...algorithmMembers(key),
  };
};
