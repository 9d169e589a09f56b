// GetProvisionedConcurrencyConfig: how many environments are wanted ahead, and how many there are.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";
import { ONLY_PUBLISHED, provisionable, provisionedOf, provisionedView } from "../provisioned.ts";

export const getProvisionedConcurrencyConfig: Operation<"GetProvisionedConcurrencyConfig"> = async (input, call) => {
  const { store, provisioner } = call.context;
  const { key, qualifier = "" } = named(input.FunctionName, call, input.Qualifier);
  const entry = await provisionable(store, { key, qualifier }, ONLY_PUBLISHED);
  return provisionedView(provisionedOf(entry, qualifier), provisioner.progressOf(entry, qualifier));
};
