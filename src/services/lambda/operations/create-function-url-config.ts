// CreateFunctionUrlConfig: an HTTP address of its own for a function or an alias.
import type { Operation } from "../context.ts";
import { conflict } from "../errors.ts";
import { functionArn, type UrlRow } from "../function.ts";
import { named } from "../locate.ts";
import { createdView, functionOfUrl, newUrlId, urlOf, withUrl } from "../url-config.ts";

export const createFunctionUrlConfig: Operation<"CreateFunctionUrlConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const { key, qualifier } = named(input.FunctionName, call, input.Qualifier);
  await functionOfUrl(store, { key, qualifier });
  const nowMs = host.clock.now();
  const url: UrlRow = {
    id: newUrlId(),
    authType: input.AuthType,
    invokeMode: input.InvokeMode,
    cors: input.Cors,
    createdMs: nowMs,
    modifiedMs: nowMs,
  };
  await store.change(key, (row) => {
    if (urlOf(row, qualifier))
      // Recorded.
      throw conflict(
        `Failed to create function url config for [functionArn = ${functionArn(key, qualifier)}]. ` +
          "Error message:  FunctionUrlConfig exists for this Lambda function",
      );
    return { row: withUrl(row, qualifier, url), newUrl: { id: url.id, qualifier } };
  });
  return createdView(host, key, qualifier, url);
};
