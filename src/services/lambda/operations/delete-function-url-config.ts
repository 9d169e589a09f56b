// DeleteFunctionUrlConfig: the address leads nowhere any more, and is given to no other function.
import type { Operation } from "../context.ts";
import { LATEST } from "../function.ts";
import { named } from "../locate.ts";
import { existingUrl, urlOf } from "../url-config.ts";

export const deleteFunctionUrlConfig: Operation<"DeleteFunctionUrlConfig"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  await existingUrl(store, { key, qualifier });
  await store.change(key, (row) => {
    const goneUrl = urlOf(row, qualifier)?.id;
    const urls = Object.fromEntries(Object.entries(row.urls).filter(([name]) => name !== (qualifier ?? LATEST)));
    return { row: { ...row, urls }, ...(goneUrl !== undefined && { goneUrl }) };
  });
  return {};
};
