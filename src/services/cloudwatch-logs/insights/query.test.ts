// Expectations are documented ("CloudWatch Logs Insights query syntax") unless labelled otherwise.
import { describe, expect, it } from "vitest";
import type { StoredEvent } from "../event.ts";
import { QueryProblem } from "./problem.ts";
import { parseQuery } from "./query.ts";
import { type Found, runQuery } from "./run.ts";

const BASE_MS = Date.UTC(2026, 10, 25, 12);

async function rows(text: string, messages: readonly string[], limit = 1000): Promise<Record<string, string>[]> {
  async function* newestFirst(): AsyncGenerator<Found> {
    for (const [index, message] of [...messages.entries()].toReversed()) {
      const timestampMs = BASE_MS + index * 60_000;
      const event: StoredEvent = {
        timestampMs,
        message,
        order: index,
        index: 0,
        ingestionMs: timestampMs,
        streamId: "i",
      };
      yield { events: [event], logGroup: "/g", streamNames: new Map([["i", "s"]]) };
    }
  }
  const { rows: found } = await runQuery(parseQuery(text), "000000000000", limit, newestFirst());
  return found.map((row) =>
    Object.fromEntries(row.filter(({ field }) => field !== "@ptr").map(({ field = "", value = "" }) => [field, value])),
  );
}

const orders = [
  { level: "info", ms: 12, path: "/a", user: { id: 1 } },
  { level: "error", ms: 300, path: "/b", user: { id: 2 } },
  { level: "error", ms: 20, path: "/a", user: { id: 1 } },
  { level: "info", ms: 8, path: "/c" },
].map((order) => JSON.stringify(order));

describe("Logs Insights", () => {
  it("fields, filter, sort and limit", async () => {
    expect(await rows("fields @timestamp, path | filter level = 'error' | sort ms desc | limit 1", orders)).toEqual([
      { "@timestamp": "2026-11-25 12:01:00.000", path: "/b" },
    ]);
    expect((await rows("fields user.id as id | filter ispresent(user.id)", orders)).map(({ id }) => id)).toEqual([
      "1",
      "2",
      "1",
    ]);
    expect(await rows("", ["hello"])).toEqual([{ "@timestamp": "2026-11-25 12:00:00.000", "@message": "hello" }]);
    expect((await rows("fields ms * 2 + 1 as double # words", orders)).map(({ double }) => double)).toEqual([
      "17",
      "41",
      "601",
      "25",
    ]);
  });

  it("filter: comparisons, like, in, and, or, not", async () => {
    const count = async (condition: string) => (await rows(`filter ${condition} | fields @message`, orders)).length;
    expect(await count("ms > 10 and level = 'info'")).toBe(1);
    expect(await count("path like '/a' or path like /c$/")).toBe(3);
    expect(await count("path not like /[ab]/")).toBe(1);
    expect(await count("path in ['/a', '/c']")).toBe(3);
    expect(await count("not (level = 'error')")).toBe(2);
    expect(await count("@message =~ /(?i)ERROR/")).toBe(2);
    expect(await count("level like 'err%'")).toBe(2);
  });

  it("stats: by fields and by time", async () => {
    expect(await rows("stats count(*) as n, avg(ms), max(ms) by level | sort n desc, level", orders)).toEqual([
      { level: "error", n: "2", "avg(ms)": "160", "max(ms)": "300" },
      { level: "info", n: "2", "avg(ms)": "10", "max(ms)": "12" },
    ]);
    expect(await rows("stats sum(ms) as total by bin(2m)", orders)).toEqual([
      { "bin(2m)": "2026-11-25 12:02:00.000", total: "28" },
      { "bin(2m)": "2026-11-25 12:00:00.000", total: "312" },
    ]);
    expect(await rows("stats pct(ms, 50) as p, count_distinct(path) as paths, latest(path) as last", orders)).toEqual([
      { p: "12", paths: "3", last: "/c" },
    ]);
    expect(await rows("filter level = 'none' | stats count(*) as n", orders)).toEqual([{ n: "0" }]);
  });

  it("parse: by stars and by expressions; dedup; display", async () => {
    const lines = ["user=ada, took 12ms", "user=bob, took 7ms", "user=ada, took 1ms"];
    expect(await rows("parse 'user=*, took *ms' as user, ms | display user, ms | sort ms", lines)).toEqual([
      { user: "ada", ms: "1" },
      { user: "bob", ms: "7" },
      { user: "ada", ms: "12" },
    ]);
    expect(await rows("parse @message /user=(?<user>\\w+)/ | dedup user | display user", lines)).toEqual([
      { user: "ada" },
      { user: "bob" },
    ]);
    expect(await rows("parse @message 'took *' as rest | limit 1 | display rest", lines)).toEqual([{ rest: "1ms" }]);
  });

  it("discovers the fields of Lambda's lines", async () => {
    const report =
      "REPORT RequestId: abc\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t\n";
    expect(
      await rows("filter @type = 'REPORT' | stats max(@maxMemoryUsed / 1000 / 1000) as mb, avg(@duration) as ms", [
        report,
        "x",
      ]),
    ).toEqual([{ mb: "64", ms: "12.5" }]);
  });

  it("says where a query is wrong", () => {
    const problem = (text: string): readonly [number, string] | undefined => {
      try {
        parseQuery(text);
        return undefined;
      } catch (error) {
        return error instanceof QueryProblem ? [error.start, error.message] : undefined;
      }
    };
    expect(problem("fields @message | bad x")?.[0]).toBe(18);
    expect(problem("filter (a = 1")?.[1]).toBe("unexpected end of query");
    expect(problem("stats nothing(x)")?.[1]).toContain("unknown aggregation function");
    expect(problem("filter a like /(b+)+/")?.[1]).toContain("forever");
    expect(problem("fields a |")?.[1]).toBe("unexpected end of query");
    expect(problem(`filter ${"(".repeat(200)}a`)?.[1]).toContain("too deep");
  });
});
