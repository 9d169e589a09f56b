// GetQueryResults: pages of the object that the query wrote; the first row of a SELECT repeats the columns' names.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { AwsError } from "../../../kit/errors.ts";
import type { Call } from "../../../kit/service.ts";
import type { AthenaContext, Operation } from "../context.ts";
import { resultsGone, resultsNotReady, resultsOfFailed } from "../errors.ts";
import { isFinal, type ExecutionRow } from "../execution.ts";
import { RESULT_ROWS_MAX } from "../limits.ts";
import { peerIdentity } from "../peer-identity.ts";
import { readPage } from "../result-page.ts";
import { parseLocation } from "../run/lake.ts";
import { pageOf } from "../scope.ts";
import { requireExecution } from "../store/executions.ts";

export const getQueryResults: Operation<"GetQueryResults"> = async (input, call) => {
  const { account, region, context } = call;
  const id = input.QueryExecutionId;
  const row = await requireExecution(context.keyvalue, { account, region, id });
  if (!isFinal(row)) throw resultsNotReady(row.state);
  if (row.state !== "SUCCEEDED") throw resultsOfFailed(row.state);
  const asked = pageOf<number>(call, ["GetQueryResults", id], input, RESULT_ROWS_MAX);
  const { rows, nextOffset } = await page(row, call, asked.after ?? 0, asked.limit);
  return {
    UpdateCount: row.updateCount ?? 0,
    ResultSet: { Rows: [...rows], ResultSetMetadata: { ColumnInfo: [...row.columns] } },
    ...(nextOffset !== undefined && { NextToken: asked.token(nextOffset) }),
  };
};

/** Rows that were written elsewhere (CTAS, INSERT) are no result. */
async function page(
  row: ExecutionRow,
  call: Call<AthenaContext>,
  offset: number,
  rowsMax: number,
): ReturnType<typeof readPage> {
  const { outputBytes } = row.statistics;
  if (outputBytes === 0 || row.updateCount !== undefined) return { rows: [], nextOffset: undefined };
  const location = parseLocation(row.resultConfiguration.OutputLocation ?? "");
  if (!location) throw resultsGone();
  const read = async (start: number, end: number): Promise<Buffer> => {
    const input = { Bucket: location.bucket, Key: location.prefix, Range: `bytes=${start}-${end}` };
    const { Body } = await call.context.peers
      .call("s3", "GetObject", input, peerIdentity(call))
      .catch((error: unknown) => {
        throw error instanceof AwsError ? resultsGone() : error;
      });
    return Body instanceof Readable ? buffer(Body) : Buffer.from(Body ?? []);
  };
  return readPage(read, outputBytes, offset, rowsMax, row.header);
}
