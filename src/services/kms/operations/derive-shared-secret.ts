// DeriveSharedSecret: the secret that a key shares with the holder of another key of its curve.
import { createPublicKey, diffieHellman, type KeyObject } from "node:crypto";
import type { Operation } from "../context.ts";
import { workingMaterial } from "../encryption.ts";
import { usageNotValid, validation } from "../errors.ts";
import { findKey } from "../find-key.ts";
import { checkUsable } from "../key-state.ts";
import { checkRequest, stopIfDryRun } from "../request-checks.ts";

export const deriveSharedSecret: Operation<"DeriveSharedSecret"> = async (input, call) => {
  checkRequest(input, call);
  const key = await findKey(input.KeyId, call);
  if (key.usage !== "KEY_AGREEMENT") throw usageNotValid(key.arn, key.usage, "DeriveSharedSecret");
  checkUsable(key);
  const { privateKey } = call.context.materials.pair(key, workingMaterial(key));
  const publicKey = readPublicKey(input.PublicKey);
  const curve = privateKey.asymmetricKeyDetails?.namedCurve;
  if (!publicKey || publicKey.asymmetricKeyDetails?.namedCurve !== curve) throw validation(""); // recorded
  stopIfDryRun(input);
  call.context.usage.note(key, "DeriveSharedSecret", call.requestId);
  return {
    KeyId: key.arn,
    SharedSecret: diffieHellman({ privateKey, publicKey }),
    KeyAgreementAlgorithm: input.KeyAgreementAlgorithm,
    KeyOrigin: key.origin,
  };
};

function readPublicKey(der: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
  } catch {
    return undefined; // not a public key
  }
}
