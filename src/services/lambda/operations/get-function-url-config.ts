// GetFunctionUrlConfig: the HTTP address of a function or an alias, and how it is used.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";
import { existingUrl, urlView } from "../url-config.ts";

export const getFunctionUrlConfig: Operation<"GetFunctionUrlConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  return urlView(host, key, qualifier, await existingUrl(store, { key, qualifier }));
};
