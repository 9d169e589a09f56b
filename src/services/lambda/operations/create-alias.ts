// CreateAlias: a name for a version.
import { uuid } from "../../../kit/ids.ts";
import { aliasView, checkTargets, weightsOf, withAlias } from "../alias.ts";
import type { Operation } from "../context.ts";
import { conflict } from "../errors.ts";
import { functionArn, type AliasRow } from "../function.ts";
import { named } from "../locate.ts";

export const createAlias: Operation<"CreateAlias"> = async (input, call) => {
  const { store } = call.context;
  const { Name: name, FunctionVersion: version, Description: description = "" } = input;
  const { key } = named(input.FunctionName, call);
  const weights = weightsOf(input.RoutingConfig);
  await checkTargets(store, await store.get(key), version, weights);
  const alias: AliasRow = { version, description, weights, revisionId: uuid() };
  const entry = await store.change(key, (row) => {
    if (Object.hasOwn(row.aliases, name)) throw conflict(`Alias already exists: ${functionArn(key, name)}`);
    return { row: withAlias(row, name, alias) };
  });
  return aliasView(entry, name, alias);
};
