// DeleteProvisionedConcurrencyConfig: environments start when they are needed again. That there was none is no error (recorded).
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";
import { ONLY_PUBLISHED, provisionable, withoutProvisioned } from "../provisioned.ts";

export const deleteProvisionedConcurrencyConfig: Operation<"DeleteProvisionedConcurrencyConfig"> = async (
  input,
  call,
) => {
  const { store, provisioner } = call.context;
  const { key, qualifier = "" } = named(input.FunctionName, call, input.Qualifier);
  const entry = await provisionable(store, { key, qualifier }, ONLY_PUBLISHED);
  await store.change(key, (row) => ({ row: withoutProvisioned(row, qualifier) }));
  await provisioner.drop(entry, qualifier);
  return {};
};
