// DeleteCodeSigningConfig: only when no function uses it.
import { ownSigningConfig } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { codeSigningConfigUsed } from "../errors.ts";

export const deleteCodeSigningConfig: Operation<"DeleteCodeSigningConfig"> = async (input, call) => {
  const { store } = call.context;
  const { key } = await ownSigningConfig(store, input.CodeSigningConfigArn, call);
  for await (const { codeSigningConfigArn } of store.list(call))
    if (codeSigningConfigArn === input.CodeSigningConfigArn) throw codeSigningConfigUsed();
  await store.signing.remove(key);
  return {};
};
