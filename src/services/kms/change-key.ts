// Changes of a key: read, checked and written in one transaction.
import type { Call } from "./context.ts";
import { findOwnKey } from "./find-key.ts";
import type { Key } from "./key.ts";
import { putFamily } from "./multi-region.ts";
import type { KmsTransaction } from "./store.ts";

/**
 * Stores what `change` makes of the caller's own key; undefined: nothing changes.
 * Errors: NotFoundException, InvalidArnException, AccessDeniedException, and what `change` throws.
 */
export async function changeKey(
  keyId: string,
  call: Call,
  operation: string,
  change: (key: Key, transaction: KmsTransaction) => Key | undefined | Promise<Key | undefined>,
): Promise<Key> {
  const { name } = await findOwnKey(keyId, call, operation);
  return call.context.store.transact(async (transaction) => {
    const key = await transaction.key(name);
    const changed = await change(key, transaction);
    if (changed) transaction.putKey(changed);
    return changed ?? key;
  });
}

/** As `changeKey`, for what a multi-Region key shares with its related keys. */
export async function changeFamily(
  keyId: string,
  call: Call,
  operation: string,
  change: (key: Key, transaction: KmsTransaction) => Key | Promise<Key>,
): Promise<Key> {
  return changeKey(keyId, call, operation, async (key, transaction) => {
    const changed = await change(key, transaction);
    await putFamily(transaction, changed);
    return changed;
  });
}
