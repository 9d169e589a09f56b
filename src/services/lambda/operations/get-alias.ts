// GetAlias: what a name stands for.
import { aliasOf, aliasView } from "../alias.ts";
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const getAlias: Operation<"GetAlias"> = async (input, call) => {
  const entry = await call.context.store.get(named(input.FunctionName, call).key);
  return aliasView(entry, input.Name, aliasOf(entry, input.Name));
};
