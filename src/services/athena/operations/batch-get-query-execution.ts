// BatchGetQueryExecution: ids that do not exist are listed, not refused.
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { describeExecution } from "../execution.ts";
import { requireExecution } from "../store/executions.ts";

export const batchGetQueryExecution: Operation<"BatchGetQueryExecution"> = async (
  { QueryExecutionIds: ids },
  { account, region, context },
) => {
  const QueryExecutions = [];
  const UnprocessedQueryExecutionIds = [];
  for (const id of ids) {
    try {
      QueryExecutions.push(describeExecution(await requireExecution(context.keyvalue, { account, region, id })));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      UnprocessedQueryExecutionIds.push({
        QueryExecutionId: id,
        ErrorCode: "QUERY_EXECUTION_NOT_FOUND",
        ErrorMessage: error.message,
      });
    }
  }
  return { QueryExecutions, UnprocessedQueryExecutionIds };
};
