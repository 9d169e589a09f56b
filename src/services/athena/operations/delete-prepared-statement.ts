// DeletePreparedStatement: forgets a prepared statement.
import type { Operation } from "../context.ts";
import { deletePreparedStatementRow, requirePreparedStatement } from "../store/prepared-statements.ts";
import { requireWorkGroup } from "../store/work-groups.ts";

export const deletePreparedStatement: Operation<"DeletePreparedStatement"> = async (input, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const { name } = await requireWorkGroup(call.context, transaction, call, input.WorkGroup);
    const row = await requirePreparedStatement(transaction, call, name, input.StatementName);
    deletePreparedStatementRow(transaction, call, row);
  });
  return {};
};
