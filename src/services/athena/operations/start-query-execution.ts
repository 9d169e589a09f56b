// StartQueryExecution: checks the statement and where its results go, stores it, and lets it run.
import { createHash } from "node:crypto";
import { uuid } from "../../../kit/ids.ts";
import type { Call, InputOf } from "../../../kit/service.ts";
import type { AthenaContext, Operation, Sdk } from "../context.ts";
import { DdlFailure, DdlRefusal } from "../ddl/ddl.ts";
import { requireDataCatalog } from "../data-catalog.ts";
import {
  idempotentParametersDiffer,
  malformedQuery,
  outputBucketUnusable,
  outputLocationInvalid,
  tooManyQueries,
} from "../errors.ts";
import { NO_STATISTICS, type ExecutionRow } from "../execution.ts";
import { HISTORY_DAYS, HISTORY_REMOVED_MAX, HISTORY_REUSED_MAX, REUSE_AGE_DEFAULT_MINUTES } from "../limits.ts";
import { peerIdentity } from "../peer-identity.ts";
import { parseLocation } from "../run/lake.ts";
import { parseStatement } from "../statement/parse-statement.ts";
import { DDL_UNKNOWN, statementKind } from "../statement/statement-kind.ts";
import type { Statement } from "../statement/statement.ts";
import { forgetBefore, historyOf, requireExecution, submitExecution } from "../store/executions.ts";
import { TrinoSyntaxError } from "../trino/tokens.ts";
import { workGroupFor, type QueryWorkGroup } from "../work-group.ts";

type Input = InputOf<Sdk, "StartQueryExecution">;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const startQueryExecution: Operation<"StartQueryExecution"> = async (input, call) => {
  const { account, region, context } = call;
  const { keyvalue, queries, clock } = context;
  const workGroup = await workGroupFor(context, call, input.WorkGroup, input.ResultConfiguration);
  const statement = parsed(input.QueryString);
  const catalog = input.QueryExecutionContext?.Catalog;
  if (catalog !== undefined) requireDataCatalog(catalog);
  await checkBucket(workGroup.resultConfiguration.OutputLocation, call);
  const row = newExecution(input, call, workGroup, statement);
  if (queries.isFull) throw tooManyQueries();
  const reused = await reusable(input, call, row);
  const digest = digestOf(input);
  const known = await submitExecution(keyvalue, call, reused ?? row, digest);
  if (known) {
    if (known.digest !== digest) throw idempotentParametersDiffer();
    return { QueryExecutionId: known.id };
  }
  if (!reused) queries.start({ account, region, id: row.id });
  await forgetBefore(keyvalue, call, row.workGroup, clock.now() - HISTORY_DAYS * DAY_MS, HISTORY_REMOVED_MAX);
  return { QueryExecutionId: row.id };
};

/** Inferred: what is no SQL is refused at once; DDL that Athena takes and then fails is started. */
function parsed(query: string): Statement | undefined {
  try {
    return parseStatement(query).statement;
  } catch (error) {
    if (error instanceof TrinoSyntaxError || error instanceof DdlRefusal) throw malformedQuery(error.message);
    if (error instanceof DdlFailure) return undefined;
    throw error;
  }
}

function newExecution(
  input: Input,
  call: Call<AthenaContext>,
  workGroup: QueryWorkGroup,
  statement: Statement | undefined,
): ExecutionRow {
  const id = uuid();
  const results = workGroup.resultConfiguration;
  const { Database, Catalog } = input.QueryExecutionContext ?? {};
  return {
    id,
    workGroup: workGroup.name,
    query: input.QueryString,
    kind: statement ? statementKind(statement) : DDL_UNKNOWN,
    database: Database?.toLowerCase(),
    catalog: Catalog?.toLowerCase(),
    parameters: input.ExecutionParameters ?? [],
    state: "QUEUED",
    reason: undefined,
    error: undefined,
    submittedAtMs: call.context.clock.now(),
    completedAtMs: undefined,
    resultConfiguration: { ...results, OutputLocation: outputOf(results.OutputLocation, id, statement) },
    reuse: input.ResultReuseConfiguration,
    engineConfiguration: input.EngineConfiguration,
    scannedBytesMax: workGroup.bytesScannedCutoff,
    caller: call.caller,
    clientRequestToken: input.ClientRequestToken,
    statistics: NO_STATISTICS,
    columns: [],
    header: false,
    updateCount: undefined,
    manifestLocation: undefined,
  };
}

/** Inferred text. */
async function checkBucket(location: string, call: Call<AthenaContext>): Promise<void> {
  const bucket = parseLocation(location)?.bucket;
  if (bucket === undefined) throw outputLocationInvalid();
  await call.context.peers.call("s3", "HeadBucket", { Bucket: bucket }, peerIdentity(call)).catch(() => {
    throw outputBucketUnusable(bucket);
  });
}

/** Documented: `.csv` for queries, `.txt` for DDL and SHOW; tables that CTAS makes lie below `tables/`. */
function outputOf(location: string, id: string, statement: Statement | undefined): string {
  const folder = location.endsWith("/") ? location : `${location}/`;
  switch (statement?.kind) {
    case "create-table-as":
      return `${folder}tables/${id}`;
    case "insert":
      return `${folder}${id}`;
    case "query":
    case "execute":
    case "unload":
      return `${folder}${id}.csv`;
    default:
      return `${folder}${id}.txt`;
  }
}

/** The same query over the same database, finished lately enough: its result is this one's. */
async function reusable(input: Input, call: Call<AthenaContext>, row: ExecutionRow): Promise<ExecutionRow | undefined> {
  const byAge = input.ResultReuseConfiguration?.ResultReuseByAgeConfiguration;
  if (!byAge?.Enabled || row.kind.substatement !== "SELECT") return undefined;
  const { account, region } = call;
  const { keyvalue, clock } = call.context;
  const since = clock.now() - (byAge.MaxAgeInMinutes ?? REUSE_AGE_DEFAULT_MINUTES) * MINUTE_MS;
  for (const [submittedAtMs, id] of await historyOf(keyvalue, call, row.workGroup, undefined, HISTORY_REUSED_MAX)) {
    if (submittedAtMs < since) return undefined;
    const earlier = await requireExecution(keyvalue, { account, region, id });
    const same =
      earlier.query === row.query &&
      earlier.database === row.database &&
      JSON.stringify(earlier.parameters) === JSON.stringify(row.parameters);
    if (earlier.state !== "SUCCEEDED" || !same || earlier.statistics.reused) continue;
    const { resultConfiguration: results, columns, header, statistics } = earlier;
    return {
      ...row,
      state: "SUCCEEDED",
      completedAtMs: clock.now(),
      resultConfiguration: results,
      columns,
      header,
      statistics: {
        ...NO_STATISTICS,
        outputBytes: statistics.outputBytes,
        outputRows: statistics.outputRows,
        reused: true,
      },
    };
  }
  return undefined;
}

function digestOf({ ClientRequestToken: _token, ...input }: Input): string {
  return createHash("sha256").update(JSON.stringify(input)).digest("hex");
}
