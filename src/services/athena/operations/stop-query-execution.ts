// StopQueryExecution: interrupts the engine; a query that has ended stays as it is.
import type { Operation } from "../context.ts";

export const stopQueryExecution: Operation<"StopQueryExecution"> = async (
  { QueryExecutionId: id = "" },
  { account, region, context },
) => {
  await context.queries.stop({ account, region, id });
  return {};
};
