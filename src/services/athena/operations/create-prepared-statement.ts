// CreatePreparedStatement: a statement with parameters, by name, in a work group.
import type { Operation } from "../context.ts";
import { preparedStatementExists } from "../errors.ts";
import { findPreparedStatement, putPreparedStatement } from "../store/prepared-statements.ts";
import { requireWorkGroup } from "../store/work-groups.ts";

export const createPreparedStatement: Operation<"CreatePreparedStatement"> = async (input, call) => {
  const { StatementName: name, WorkGroup: workGroup, QueryStatement: queryStatement, Description: description } = input;
  const { clock, keyvalue } = call.context;
  await keyvalue.transact(async (transaction) => {
    await requireWorkGroup(call.context, transaction, call, workGroup);
    if (await findPreparedStatement(transaction, call, workGroup, name)) throw preparedStatementExists(name, workGroup);
    const lastModifiedTime = new Date(clock.now());
    putPreparedStatement(transaction, call, { name, workGroup, queryStatement, description, lastModifiedTime });
  });
  return {};
};
