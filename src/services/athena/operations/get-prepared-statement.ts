// GetPreparedStatement: a prepared statement of a work group.
import type { Operation } from "../context.ts";
import { requirePreparedStatement } from "../store/prepared-statements.ts";
import { readWorkGroup } from "../store/work-groups.ts";
import { preparedStatementView } from "../views.ts";

export const getPreparedStatement: Operation<"GetPreparedStatement"> = async (input, call) => {
  const { name } = await readWorkGroup(call.context, call, input.WorkGroup);
  const row = await requirePreparedStatement(call.context.keyvalue, call, name, input.StatementName);
  return { PreparedStatement: preparedStatementView(row) };
};
