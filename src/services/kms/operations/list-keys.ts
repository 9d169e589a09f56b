// ListKeys: the keys of an account and region, AWS managed ones included, in pages.
import type { Operation } from "../context.ts";
import { LIST_KEYS_DEFAULT, LIST_KEYS_MAX } from "../limits.ts";
import { page } from "../markers.ts";

export const listKeys: Operation<"ListKeys"> = async (input, call) => {
  const bounds = { listing: "kms.ListKeys", defaultSize: LIST_KEYS_DEFAULT, max: LIST_KEYS_MAX };
  const { items, ...rest } = await page(
    input,
    bounds,
    call,
    (after: string | undefined) => call.context.store.keys(call, after),
    ({ name }) => name.keyId,
  );
  return { Keys: items.map(({ name, arn }) => ({ KeyId: name.keyId, KeyArn: arn })), ...rest };
};
