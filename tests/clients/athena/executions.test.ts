// Executions: idempotency, paging, statistics, stopping, history, limits, reuse.
import {
  BatchGetQueryExecutionCommand,
  CreateWorkGroupCommand,
  DeleteWorkGroupCommand,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetQueryRuntimeStatisticsCommand,
  ListQueryExecutionsCommand,
  paginateGetQueryResults,
  StopQueryExecutionCommand,
  UpdateWorkGroupCommand,
} from "@aws-sdk/client-athena";
import { DeleteObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUCKET, Platform } from "./platform.ts";

/** Only an interrupt ends it in reasonable time. */
const ENDLESS =
  "SELECT count(*) FROM UNNEST(sequence(1, 100000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 1000000)) AS b(y) WHERE (x * y) % 7 = 8";

let platform: Platform;
beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

describe("StartQueryExecution", () => {
  test("the same token starts one query; other parameters are refused (recorded)", async () => {
    const ClientRequestToken = "a-token-of-at-least-thirty-two-characters";
    const first = await platform.start("SELECT 1", { ClientRequestToken });
    expect(await platform.start("SELECT 1", { ClientRequestToken })).toBe(first);
    await expect(platform.start("SELECT 2", { ClientRequestToken })).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "Idempotent parameters do not match",
    });
  });

  test("needs an output location, and a bucket that is there (recorded)", async () => {
    await expect(platform.start("SELECT 1", { ResultConfiguration: {} })).rejects.toThrow(
      "No output location provided.",
    );
    await expect(
      platform.start("SELECT 1", { ResultConfiguration: { OutputLocation: "s3://nowhere/" } }),
    ).rejects.toThrow("Unable to verify/create output bucket nowhere");
  });

  test("a work group enforces its settings, limits what is scanned, and can be disabled", async () => {
    const WorkGroup = "limited";
    await platform.put("big/a.csv", "x\n".repeat(10_000_000));
    await platform.query("CREATE EXTERNAL TABLE big (v string) LOCATION 's3://lake/big/'");
    const Configuration = {
      ResultConfiguration: { OutputLocation: "s3://lake/limited/" },
      BytesScannedCutoffPerQuery: 10_000_000,
    };
    await platform.athena.send(new CreateWorkGroupCommand({ Name: WorkGroup, Configuration }));
    const { execution } = await platform.query("SELECT 1", { WorkGroup });
    expect(execution.ResultConfiguration?.OutputLocation).toBe(`s3://lake/limited/${execution.QueryExecutionId}.csv`);
    const stopped = await platform.ended(await platform.start("SELECT count(*) FROM big", { WorkGroup }));
    expect(stopped.Status).toMatchObject({
      State: "CANCELLED",
      StateChangeReason: expect.stringContaining("Bytes scanned limit was exceeded"),
    });
    await platform.athena.send(new UpdateWorkGroupCommand({ WorkGroup, State: "DISABLED" }));
    await expect(platform.start("SELECT 1", { WorkGroup })).rejects.toMatchObject({ name: "InvalidRequestException" });
    await expect(platform.athena.send(new DeleteWorkGroupCommand({ WorkGroup }))).rejects.toThrow(
      "WorkGroup limited is not empty",
    );
    await platform.athena.send(new DeleteWorkGroupCommand({ WorkGroup, RecursiveDeleteOption: true }));
    const QueryExecutionId = execution.QueryExecutionId as string;
    await expect(platform.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }))).rejects.toThrow(
      "was not found",
    );
  });

  test("parameters take the place of `?` in order; their number is checked when it runs (recorded)", async () => {
    const { rows } = await platform.query(
      "SELECT x FROM (VALUES 1, 2, 3) AS t(x) WHERE x > ? AND CAST(x AS VARCHAR) <> ?",
      {
        ExecutionParameters: ["1", "'3'"],
      },
    );
    expect(rows).toEqual([["2"]]);
    await expect(platform.query("SELECT ?")).rejects.toThrow(
      "INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 0",
    );
  });

  test("a result that is young enough is used again", async () => {
    const sql = "SELECT 'reused' AS a";
    const { execution: first } = await platform.query(sql);
    const ResultReuseConfiguration = { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: 5 } };
    const { execution: second, rows } = await platform.query(sql, { ResultReuseConfiguration });
    expect(rows).toEqual([["reused"]]);
    expect(second.QueryExecutionId).not.toBe(first.QueryExecutionId);
    expect(second.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(true);
    expect(second.ResultConfiguration?.OutputLocation).toBe(first.ResultConfiguration?.OutputLocation);
    await platform.forebay.clock.advance(6 * 60_000);
    const { execution: third } = await platform.query(sql, { ResultReuseConfiguration });
    expect(third.Statistics?.ResultReuseInformation?.ReusedPreviousResult).toBe(false);
  });
});

describe("StopQueryExecution", () => {
  test("interrupts the engine, and what waits behind it goes on", async () => {
    const running = await Promise.all(Array.from({ length: 10 }, () => platform.start(ENDLESS)));
    const [first = ""] = running;
    await untilRunning(first);
    for (const QueryExecutionId of running)
      await platform.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    for (const id of running)
      expect((await platform.ended(id)).Status).toMatchObject({
        State: "CANCELLED",
        StateChangeReason: expect.any(String),
      });
    expect((await platform.query("SELECT 1")).rows).toEqual([["1"]]);
  });

  test("leaves what has ended as it is", async () => {
    const { execution } = await platform.query("SELECT 1");
    const QueryExecutionId = execution.QueryExecutionId as string;
    await platform.athena.send(new StopQueryExecutionCommand({ QueryExecutionId }));
    expect((await platform.ended(QueryExecutionId)).Status?.State).toBe("SUCCEEDED");
  });

  const untilRunning = async (QueryExecutionId: string): Promise<void> => {
    for (;;) {
      const { QueryExecution } = await platform.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      if (QueryExecution?.Status?.State === "RUNNING") return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
});

describe("GetQueryResults", () => {
  test("pages through all rows, whatever stands in them", async () => {
    const { execution } = await platform.query(
      `SELECT x, concat('"a', chr(10), ',b"', CAST(x AS VARCHAR)) AS t FROM UNNEST(sequence(1, 2500)) AS u(x) ORDER BY x`,
    );
    const QueryExecutionId = execution.QueryExecutionId as string;
    const seen: (string | undefined)[][] = [];
    const pages: number[] = [];
    for await (const { ResultSet } of paginateGetQueryResults(
      { client: platform.athena, pageSize: 700 },
      { QueryExecutionId },
    )) {
      pages.push(ResultSet?.Rows?.length ?? 0);
      for (const { Data } of ResultSet?.Rows ?? []) seen.push((Data ?? []).map(({ VarCharValue }) => VarCharValue));
    }
    expect(pages).toEqual([700, 700, 700, 401]);
    expect(seen[0]).toEqual(["x", "t"]);
    expect(seen[1]).toEqual(["1", '"a\n,b"1']);
    expect(seen.at(-1)).toEqual(["2500", '"a\n,b"2500']);
  });

  test("of a query that runs, failed, or whose object is gone (recorded)", async () => {
    const results = (QueryExecutionId: string) =>
      platform.athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
    const running = await platform.start(ENDLESS);
    await expect(results(running)).rejects.toThrow(/^Query has not yet finished. Current state: (QUEUED|RUNNING)$/);
    await platform.athena.send(new StopQueryExecutionCommand({ QueryExecutionId: running }));
    await expect(results(running)).rejects.toThrow("Query did not finish successfully. Final query state: CANCELLED");
    const { execution } = await platform.query("SELECT 1");
    const QueryExecutionId = execution.QueryExecutionId as string;
    await platform.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: `results/${QueryExecutionId}.csv` }));
    await expect(results(QueryExecutionId)).rejects.toThrow("Could not find results");
    await expect(results("11111111-1111-1111-1111-111111111111")).rejects.toThrow(
      "QueryExecution 11111111-1111-1111-1111-111111111111 was not found",
    );
  });

  test("refuses a token of another query", async () => {
    const { execution } = await platform.query("SELECT x FROM UNNEST(sequence(1, 10)) AS u(x)");
    const { execution: other } = await platform.query("SELECT 2");
    const { NextToken } = await platform.athena.send(
      new GetQueryResultsCommand({ QueryExecutionId: execution.QueryExecutionId, MaxResults: 3 }),
    );
    expect(NextToken).toBeDefined();
    await expect(
      platform.athena.send(new GetQueryResultsCommand({ QueryExecutionId: other.QueryExecutionId, NextToken })),
    ).rejects.toMatchObject({ name: "InvalidRequestException" });
  });
});

describe("what is told of executions", () => {
  test("GetQueryExecution: the query, its kind, its times", async () => {
    const { execution } = await platform.query("SELECT 1", { ExecutionParameters: undefined });
    expect(execution).toMatchObject({
      Query: "SELECT 1",
      StatementType: "DML",
      SubstatementType: "SELECT",
      QueryExecutionContext: { Database: "db" },
      WorkGroup: "primary",
      EngineVersion: { EffectiveEngineVersion: "Athena engine version 3" },
      Status: { State: "SUCCEEDED" },
    });
    const { SubmissionDateTime, CompletionDateTime } = execution.Status ?? {};
    expect(CompletionDateTime?.getTime()).toBeGreaterThanOrEqual(SubmissionDateTime?.getTime() ?? Infinity);
    const { Statistics: s } = execution;
    expect(s?.TotalExecutionTimeInMillis).toBe(
      (s?.QueryQueueTimeInMillis ?? 0) +
        (s?.QueryPlanningTimeInMillis ?? 0) +
        (s?.EngineExecutionTimeInMillis ?? 0) +
        (s?.ServiceProcessingTimeInMillis ?? 0),
    );
  });

  test("GetQueryRuntimeStatistics counts rows and bytes", async () => {
    const { execution } = await platform.query("SELECT x FROM UNNEST(sequence(1, 10)) AS u(x)");
    const { QueryExecutionId } = execution;
    const { QueryRuntimeStatistics } = await platform.athena.send(
      new GetQueryRuntimeStatisticsCommand({ QueryExecutionId }),
    );
    expect(QueryRuntimeStatistics).toMatchObject({
      Rows: { OutputRows: 10, InputBytes: 0 },
      OutputStage: { State: "FINISHED" },
    });
  });

  test("ListQueryExecutions: newest first, in pages; BatchGetQueryExecution lists what is unknown", async () => {
    const ids: string[] = [];
    for (const n of [1, 2, 3]) {
      ids.push(await platform.start(`SELECT ${n}`));
      await platform.forebay.clock.advance(1000);
    }
    const first = await platform.athena.send(new ListQueryExecutionsCommand({ MaxResults: 2 }));
    expect(first.QueryExecutionIds).toEqual([ids[2], ids[1]]);
    const second = await platform.athena.send(
      new ListQueryExecutionsCommand({ MaxResults: 2, NextToken: first.NextToken }),
    );
    expect(second.QueryExecutionIds?.[0]).toBe(ids[0]);
    const unknown = "11111111-1111-1111-1111-111111111111";
    const batch = await platform.athena.send(
      new BatchGetQueryExecutionCommand({ QueryExecutionIds: [ids[0] as string, unknown] }),
    );
    expect(batch.QueryExecutions?.map(({ Query }) => Query)).toEqual(["SELECT 1"]);
    expect(batch.UnprocessedQueryExecutionIds?.map(({ QueryExecutionId }) => QueryExecutionId)).toEqual([unknown]);
  });
});
