// UpdateRole: another description or longest session; what is not given stays. Recorded.
import type { Operation } from "../context.ts";
import { assertModifiable } from "../kinds.ts";
import { allRoles } from "../store/entities.ts";

export const updateRole: Operation<"UpdateRole"> = async (input, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, input.RoleName);
    // Documented: the description is what users may change of a service-linked role.
    if (input.MaxSessionDuration !== undefined) assertModifiable(row);
    allRoles.put(transaction, account, {
      ...row,
      description: input.Description ?? row.description,
      maxSessionSeconds: input.MaxSessionDuration ?? row.maxSessionSeconds,
    });
  });
  return {};
};
