// GetWorkGroup: a group with its settings.
import type { Operation } from "../context.ts";
import { readWorkGroup } from "../store/work-groups.ts";

export const getWorkGroup: Operation<"GetWorkGroup"> = async (input, call) => {
  const row = await readWorkGroup(call.context, call, input.WorkGroup);
  return {
    WorkGroup: {
      Name: row.name,
      State: row.state,
      Configuration: row.configuration,
      Description: row.description,
      CreationTime: row.creationTime,
    },
  };
};
