// HMACs with a key, as GenerateMac makes and VerifyMac checks them.
import { createHmac } from "node:crypto";
import type { MacAlgorithmSpec } from "@aws-sdk/client-kms";
import type { Call } from "./context.ts";
import { workingMaterial } from "./encryption.ts";
import { algorithmNotValid, usageNotValid } from "./errors.ts";
import { findKey } from "./find-key.ts";
import type { Key } from "./key.ts";
import { algorithmsOf } from "./key-spec.ts";
import { checkUsable } from "./key-state.ts";
import { checkRequest } from "./request-checks.ts";

interface Request {
  readonly KeyId: string;
  readonly Message: Uint8Array;
  readonly MacAlgorithm: MacAlgorithmSpec;
  readonly GrantTokens?: readonly string[] | undefined;
}

/** Errors: those of the key, InvalidKeyUsageException. */
export async function macOf(
  input: Request,
  call: Call,
  operation: "GenerateMac" | "VerifyMac",
): Promise<{ readonly key: Key; readonly mac: Buffer }> {
  checkRequest(input, call);
  const key = await findKey(input.KeyId, call);
  if (key.usage !== "GENERATE_VERIFY_MAC") throw usageNotValid(key.arn, key.usage, operation);
  if (!algorithmsOf(key.spec, key.usage).includes(input.MacAlgorithm))
    throw algorithmNotValid(input.MacAlgorithm, key.spec);
  checkUsable(key);
  const hash = `sha${input.MacAlgorithm.slice("HMAC_SHA_".length)}`;
  const secret = call.context.materials.secret(key, workingMaterial(key));
  return { key, mac: createHmac(hash, secret).update(input.Message).digest() };
}
