// UpdateWorkGroup: changes a group's state, description and settings; what is not named stays.
import type { Operation } from "../context.ts";
import { putWorkGroup, requireWorkGroup } from "../store/work-groups.ts";
import { updatedConfiguration } from "../work-group-configuration.ts";

export const updateWorkGroup: Operation<"UpdateWorkGroup"> = async (input, call) => {
  const { WorkGroup, Description, ConfigurationUpdates = {}, State } = input;
  await call.context.keyvalue.transact(async (transaction) => {
    const row = await requireWorkGroup(call.context, transaction, call, WorkGroup);
    putWorkGroup(transaction, call, {
      ...row,
      state: State ?? row.state,
      description: Description ?? row.description,
      configuration: updatedConfiguration(row.configuration, ConfigurationUpdates),
    });
  });
  return {};
};
