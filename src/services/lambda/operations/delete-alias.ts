// DeleteAlias: forgets a name; that it is not there is no error.
import type { Operation } from "../context.ts";
import { named } from "../locate.ts";

export const deleteAlias: Operation<"DeleteAlias"> = async (input, call) => {
  const { key } = named(input.FunctionName, call);
  const without = <Value>(values: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => name !== input.Name));
  const { store, provisioner } = call.context;
  const before = await store.get(key);
  if (Object.hasOwn(before.provisioned, input.Name)) await provisioner.drop(before, input.Name);
  await store.change(key, (row) => ({
    row: {
      ...row,
      provisioned: without(row.provisioned),
      aliases: without(row.aliases),
      policies: without(row.policies),
      eventInvoke: without(row.eventInvoke),
    },
  }));
  return {};
};
