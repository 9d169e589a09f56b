// ImportKeyMaterial: the caller's own material for a key, for good or until a date on the clock.
import { changeKey } from "../change-key.ts";
import type { Input, KmsContext, Operation } from "../context.ts";
import { incorrectMaterial, originNotValid, validation } from "../errors.ts";
import { findOwnKey } from "../find-key.ts";
import { unwrapImported } from "../import-token.ts";
import { acceptedMaterial, scheduleExpiry, withImported } from "../imported-material.ts";
import { type Key, toldMaterialId } from "../key.ts";
import { checkNotPendingDeletion } from "../key-state.ts";
import { IMPORT_VALID_MAX_MS } from "../limits.ts";
import { wrappedMaterial } from "../make-key.ts";

export const importKeyMaterial: Operation<"ImportKeyMaterial"> = async (input, call) => {
  const { context } = call;
  const expiresMs = expiryOf(input, context);
  const before = await findOwnKey(input.KeyId, call, "ImportKeyMaterial");
  check(before);
  const unwrapped = unwrapImported(before, input.ImportToken, input.EncryptedKeyMaterial, context);
  const secret = acceptedMaterial(before, unwrapped);
  const { id, wrapped } = wrappedMaterial(before.name, secret, context.root);
  if (input.KeyMaterialId !== undefined && input.KeyMaterialId !== id)
    throw incorrectMaterial(`The key material is not the one with the id ${input.KeyMaterialId}.`);
  const material = { id, wrapped, imported: { description: input.KeyMaterialDescription, expiresMs } };
  const key = await changeKey(input.KeyId, call, "ImportKeyMaterial", async (current, transaction) => {
    check(current);
    await scheduleExpiry(transaction, current, material);
    return withImported(current, material, input.ImportType);
  });
  return { KeyId: key.arn, KeyMaterialId: toldMaterialId(key, { ...material, state: "CURRENT" }) };
};

function check(key: Key): void {
  if (key.origin !== "EXTERNAL") throw originNotValid(key.arn, key.origin);
  checkNotPendingDeletion(key);
}

/** Undefined: never. The first text is recorded, the others inferred. */
function expiryOf(input: Input<"ImportKeyMaterial">, { clock }: KmsContext): number | undefined {
  const { ExpirationModel = "KEY_MATERIAL_EXPIRES", ValidTo } = input;
  if (ExpirationModel === "KEY_MATERIAL_DOES_NOT_EXPIRE") {
    if (ValidTo)
      throw validation("A validTo date cannot be set if the ExpirationModel is KEY_MATERIAL_DOES_NOT_EXPIRE");
    return undefined;
  }
  if (!ValidTo) throw validation("A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES");
  const expiresMs = ValidTo.getTime();
  if (expiresMs <= clock.now()) throw validation("The validTo date must be in the future");
  if (expiresMs > clock.now() + IMPORT_VALID_MAX_MS) throw validation("The validTo date must be within 365 days");
  return expiresMs;
}
