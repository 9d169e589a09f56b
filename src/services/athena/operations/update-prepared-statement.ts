// UpdatePreparedStatement: changes a prepared statement's text and, when given, its description.
import type { Operation } from "../context.ts";
import { putPreparedStatement, requirePreparedStatement } from "../store/prepared-statements.ts";
import { requireWorkGroup } from "../store/work-groups.ts";

export const updatePreparedStatement: Operation<"UpdatePreparedStatement"> = async (input, call) => {
  const { clock, keyvalue } = call.context;
  await keyvalue.transact(async (transaction) => {
    const { name } = await requireWorkGroup(call.context, transaction, call, input.WorkGroup);
    const row = await requirePreparedStatement(transaction, call, name, input.StatementName);
    putPreparedStatement(transaction, call, {
      ...row,
      queryStatement: input.QueryStatement,
      description: input.Description ?? row.description,
      lastModifiedTime: new Date(clock.now()),
    });
  });
  return {};
};
