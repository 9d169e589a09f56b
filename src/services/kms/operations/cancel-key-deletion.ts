// CancelKeyDeletion: a key that waits for its deletion is kept, disabled. Documented.
import { changeKey } from "../change-key.ts";
import type { Operation } from "../context.ts";
import { cancelDeletion } from "../deletion.ts";
import { inState } from "../errors.ts";
import { lacksMaterial } from "../key.ts";

export const cancelKeyDeletion: Operation<"CancelKeyDeletion"> = async ({ KeyId }, call) => {
  const key = await changeKey(KeyId, call, "CancelKeyDeletion", async (before, transaction) => {
    if (!before.deletion) throw inState(before.arn, "not pending deletion");
    await cancelDeletion(transaction, before);
    return { ...before, state: lacksMaterial(before) ? "PendingImport" : "Disabled", deletion: undefined };
  });
  return { KeyId: key.arn };
};
