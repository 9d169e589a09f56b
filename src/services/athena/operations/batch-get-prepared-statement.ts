// BatchGetPreparedStatement: prepared statements by name, and which names there are none for.
import type { PreparedStatement, UnprocessedPreparedStatementName } from "@aws-sdk/client-athena";
import type { Operation } from "../context.ts";
import { preparedStatementNotFound, tooManyStatementNames } from "../errors.ts";
import { BATCH_STATEMENTS_MAX } from "../limits.ts";
import { findPreparedStatement } from "../store/prepared-statements.ts";
import { readWorkGroup } from "../store/work-groups.ts";
import { preparedStatementView } from "../views.ts";

export const batchGetPreparedStatement: Operation<"BatchGetPreparedStatement"> = async (input, call) => {
  const { PreparedStatementNames: names } = input;
  if (names.length > BATCH_STATEMENTS_MAX) throw tooManyStatementNames(BATCH_STATEMENTS_MAX);
  const { name: workGroup } = await readWorkGroup(call.context, call, input.WorkGroup);
  const PreparedStatements: PreparedStatement[] = [];
  const UnprocessedPreparedStatementNames: UnprocessedPreparedStatementName[] = [];
  for (const StatementName of names) {
    const row = await findPreparedStatement(call.context.keyvalue, call, workGroup, StatementName);
    if (row) PreparedStatements.push(preparedStatementView(row));
    else {
      const { message: ErrorMessage } = preparedStatementNotFound(StatementName, workGroup);
      UnprocessedPreparedStatementNames.push({ StatementName, ErrorCode: "STATEMENT_NOT_FOUND", ErrorMessage });
    }
  }
  return { PreparedStatements, UnprocessedPreparedStatementNames };
};
