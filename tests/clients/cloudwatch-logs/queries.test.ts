// Logs Insights: queries run over groups, and what is asked of them afterwards.
import {
  DescribeQueriesCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  type StartQueryCommandInput,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { newGroup, platform, put, refusal } from "./platform.ts";

const { forebay, logs } = await platform();
const nowMs = () => forebay.clock.now().getTime();

async function start(queryString: string, input: Partial<StartQueryCommandInput>): Promise<string> {
  const startTime = Math.floor(nowMs() / 1000) - 3600;
  const query = new StartQueryCommand({ queryString, startTime, endTime: startTime + 7200, ...input });
  return (await logs.send(query)).queryId ?? "";
}

async function results(queryId: string) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (answer.status === "Complete") return answer;
    await sleep(25);
  }
  throw new Error("the query does not end");
}

const rowsOf = ({ results: rows = [] }: Awaited<ReturnType<typeof results>>) =>
  rows.map((row) => Object.fromEntries(row.map(({ field = "", value = "" }) => [field, value])));

describe("Logs Insights", () => {
  it("StartQuery, GetQueryResults: over several groups, newest first, with statistics (documented)", async () => {
    const [one, two] = [await newGroup(logs), await newGroup(logs)];
    const startMs = nowMs() - 10_000;
    await put(logs, one, startMs, ['{"level":"error","n":1}', '{"level":"info","n":2}']);
    await put(logs, two, startMs + 1, ['{"level":"error","n":3}'].concat('{"level":"error","n":4}'));
    const found = await results(await start("fields n, @log | filter level = 'error'", { logGroupNames: [one, two] }));
    expect(rowsOf(found).map(({ n, "@log": log }) => [n, log])).toEqual([
      ["4", `000000000000:${two}`],
      ["3", `000000000000:${two}`],
      ["1", `000000000000:${one}`],
    ]);
    expect(found.statistics).toMatchObject({ recordsMatched: 3, recordsScanned: 4 });
    const counted = await results(
      await start("stats count(*) as n by level | sort level", { logGroupIdentifiers: [one] }),
    );
    expect(rowsOf(counted)).toEqual([
      { level: "error", n: "1" },
      { level: "info", n: "1" },
    ]);
    const [{ "@ptr": logRecordPointer } = {}] = rowsOf(found);
    const { logRecord } = await logs.send(new GetLogRecordCommand({ logRecordPointer }));
    expect(logRecord).toMatchObject({
      "@message": '{"level":"error","n":4}',
      "@logStream": "s",
      level: "error",
      n: "4",
    });
    const { queries = [] } = await logs.send(new DescribeQueriesCommand({ logGroupName: two }));
    expect(queries).toMatchObject([{ status: "Complete", queryLanguage: "CWLI" }]);
    expect(queries[0]?.queryString).toMatch(
      /^SOURCE "\S+" SOURCE "\S+" START=\d+000 END=\d+999 \| fields n, @log \| filter/,
    );
  });

  it("GetQueryResults: in pages, and no more than the limit", async () => {
    const logGroupName = await newGroup(logs);
    await put(
      logs,
      logGroupName,
      nowMs() - 5_000,
      Array.from({ length: 50 }, (_, index) => `line ${index}`),
    );
    const queryId = await start("fields @message", { logGroupName, limit: 20 });
    expect((await results(queryId)).results).toHaveLength(20);
    const first = await logs.send(new GetQueryResultsCommand({ queryId, maxItems: 15 }));
    const second = await logs.send(new GetQueryResultsCommand({ queryId, maxItems: 15, nextToken: first.nextToken }));
    expect([first.results?.length, second.results?.length, second.nextToken]).toEqual([15, 5, undefined]);
    expect(await refusal(logs.send(new StopQueryCommand({ queryId })))).toContain("Cannot stop the query");
  });

  it("StartQuery: refuses queries that are none, and groups that are not there (recorded)", async () => {
    const logGroupName = await newGroup(logs);
    const error = await logs
      .send(new StartQueryCommand({ logGroupName, queryString: "fields @message | what", startTime: 0, endTime: 1 }))
      .catch((thrown: Error) => thrown);
    expect(error).toMatchObject({
      name: "MalformedQueryException",
      queryCompileError: { location: { startCharOffset: 18, endCharOffset: 22 } },
    });
    expect(await refusal(start("fields @message", { logGroupName: "/none" }))).toMatch(
      /^ResourceNotFoundException: Log group '\/none' does not exist for account ID '000000000000' \(Service: AWSLogs; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: \S+; Proxy: null\)$/,
    );
    expect(await refusal(start("fields @message", {}))).toContain("InvalidParameterException");
    expect(await refusal(logs.send(new GetQueryResultsCommand({ queryId: "none" })))).toContain(
      "ResourceNotFoundException",
    );
  });
});
