// DeleteImportedKeyMaterial: forgets material at once; the same can be imported again.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { incorrectMaterial, originNotValid } from "../errors.ts";
import { withoutMaterial } from "../imported-material.ts";
import { currentMaterial, toldMaterialId } from "../key.ts";
import { checkNotPendingDeletion } from "../key-state.ts";

export const deleteImportedKeyMaterial: Operation<"DeleteImportedKeyMaterial"> = async (input, call) => {
  let deleted: string | undefined;
  const key = await changeKey(input.KeyId, call, "DeleteImportedKeyMaterial", (before, transaction) => {
    if (before.origin !== "EXTERNAL") throw originNotValid(before.arn, before.origin);
    checkNotPendingDeletion(before);
    const current = currentMaterial(before);
    const material = before.materials.find(({ id }) => id === (input.KeyMaterialId ?? current?.id));
    if (input.KeyMaterialId !== undefined && !material)
      throw incorrectMaterial(`The key has no material with the id ${input.KeyMaterialId}.`);
    if (!material?.wrapped) return undefined; // nothing left to delete
    deleted = toldMaterialId(before, material);
    return withoutMaterial(transaction, before, material.id);
  });
  return { KeyId: key.arn, KeyMaterialId: deleted };
};
