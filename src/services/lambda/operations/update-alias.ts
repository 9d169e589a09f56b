// UpdateAlias: another version, description or routing for a name.
import { uuid } from "../../../kit/ids.ts";
import { aliasOf, aliasView, checkTargets, weightsOf, withAlias } from "../alias.ts";
import type { Operation } from "../context.ts";
import { revisionMismatch } from "../errors.ts";
import { named } from "../locate.ts";

export const updateAlias: Operation<"UpdateAlias"> = async (input, call) => {
  const { store, provisioner } = call.context;
  const { key } = named(input.FunctionName, call);
  const before = await store.get(key);
  const was = aliasOf(before, input.Name);
  const version = input.FunctionVersion ?? was.version;
  const weights = input.RoutingConfig ? weightsOf(input.RoutingConfig) : was.weights;
  await checkTargets(store, before, version, weights);
  const entry = await store.change(key, (row) => {
    const alias = aliasOf({ key, ...row }, input.Name);
    if (input.RevisionId !== undefined && input.RevisionId !== alias.revisionId) throw revisionMismatch();
    const description = input.Description ?? alias.description;
    return { row: withAlias(row, input.Name, { version, weights, description, revisionId: uuid() }) };
  });
  if (Object.hasOwn(entry.provisioned, input.Name) && version !== was.version) {
    await provisioner.drop(before, input.Name);
    void provisioner.apply(entry, input.Name);
  }
  return aliasView(entry, input.Name, aliasOf(entry, input.Name));
};
