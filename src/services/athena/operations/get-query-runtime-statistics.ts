// GetQueryRuntimeStatistics.
import type { Operation } from "../context.ts";
import { isFinal } from "../execution.ts";
import { resultsNotReady } from "../errors.ts";
import { requireExecution } from "../store/executions.ts";

export const getQueryRuntimeStatistics: Operation<"GetQueryRuntimeStatistics"> = async (
  { QueryExecutionId: id },
  { account, region, context },
) => {
  const row = await requireExecution(context.keyvalue, { account, region, id });
  if (!isFinal(row)) throw resultsNotReady(row.state);
  const { queueMs, planningMs, engineMs, publishingMs, scannedBytes, inputRows, outputRows, outputBytes } =
    row.statistics;
  return {
    QueryRuntimeStatistics: {
      Timeline: {
        QueryQueueTimeInMillis: queueMs,
        ServicePreProcessingTimeInMillis: 0,
        QueryPlanningTimeInMillis: planningMs,
        EngineExecutionTimeInMillis: engineMs,
        ServiceProcessingTimeInMillis: publishingMs,
        TotalExecutionTimeInMillis: queueMs + planningMs + engineMs + publishingMs,
      },
      Rows: { InputRows: inputRows, InputBytes: scannedBytes, OutputRows: outputRows, OutputBytes: outputBytes },
      OutputStage: {
        StageId: 0,
        State: row.state === "SUCCEEDED" ? "FINISHED" : row.state,
        InputBytes: scannedBytes,
        InputRows: inputRows,
        OutputBytes: outputBytes,
        OutputRows: outputRows,
        ExecutionTime: engineMs,
      },
    },
  };
};
