// GetQueryExecution.
import type { Operation } from "../context.ts";
import { describeExecution } from "../execution.ts";
import { requireExecution } from "../store/executions.ts";

export const getQueryExecution: Operation<"GetQueryExecution"> = async (
  { QueryExecutionId: id },
  { account, region, context },
) => ({
  QueryExecution: describeExecution(await requireExecution(context.keyvalue, { account, region, id })),
});
