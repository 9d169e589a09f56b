// UpdateFunctionUrlConfig: another authentication, other rules for pages, streaming or not. What is left out stays.
import type { Operation } from "../context.ts";
import { notFound } from "../errors.ts";
import type { UrlRow } from "../function.ts";
import { named } from "../locate.ts";
import { createdView, existingUrl, urlOf, withUrl } from "../url-config.ts";
import { lambdaTime } from "../view.ts";

export const updateFunctionUrlConfig: Operation<"UpdateFunctionUrlConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  await existingUrl(store, { key, qualifier });
  const entry = await store.change(key, (row) => {
    const was = urlOf(row, qualifier);
    if (!was) throw notFound("The resource you requested does not exist.");
    const url: UrlRow = {
      ...was,
      authType: input.AuthType ?? was.authType,
      invokeMode: input.InvokeMode ?? was.invokeMode,
      cors: input.Cors ? { ...was.cors, ...input.Cors } : was.cors,
      modifiedMs: host.clock.now(),
    };
    return { row: withUrl(row, qualifier, url) };
  });
  const url = urlOf(entry, qualifier);
  if (!url) throw new Error("a function URL is gone that was just written");
  return { ...createdView(host, key, qualifier, url), LastModifiedTime: lambdaTime(url.modifiedMs) };
};
