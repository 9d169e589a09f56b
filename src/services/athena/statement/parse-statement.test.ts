// Statements as Athena's guide writes them.
import { expect, test } from "vitest";
import { parseStatement } from "./parse-statement.ts";

const parse = (sql: string) => parseStatement(sql).statement;

test("CTAS with properties (documented)", () => {
  expect(
    parse(
      "CREATE TABLE new WITH (format = 'Parquet', partitioned_by = ARRAY['a', 'b'], bucket_count = 3) AS SELECT 1 AS a WITH NO DATA",
    ),
  ).toMatchObject({
    kind: "create-table-as",
    name: ["new"],
    properties: { format: "Parquet", partitioned_by: ["a", "b"], bucket_count: 3 },
    withData: false,
  });
  expect(parse("CREATE TABLE new AS (SELECT 1 AS a)")).toMatchObject({ kind: "create-table-as" });
});

test.each([
  ["MSCK REPAIR TABLE t", { kind: "ddl", ddl: { kind: "repair-table" } }],
  ["DROP VIEW IF EXISTS db.v", { kind: "drop-view", name: ["db", "v"], ifExists: true }],
  ["SHOW CREATE VIEW v", { kind: "show-create-view", name: ["v"] }],
  ["CREATE OR REPLACE VIEW v AS SELECT 1 AS a ;", { kind: "create-view", orReplace: true, sql: "SELECT 1 AS a" }],
  ["INSERT INTO db.t (a, b) SELECT 1, 2", { kind: "insert", columns: ["a", "b"] }],
  ["INSERT INTO t VALUES (1, 'x')", { kind: "insert", columns: undefined }],
  [
    "UNLOAD (SELECT 1) TO 's3://b/x/' WITH (format = 'JSON', compression = 'gzip')",
    { kind: "unload", location: "s3://b/x/", properties: { format: "JSON", compression: "gzip" } },
  ],
  ["PREPARE p FROM SELECT * FROM t WHERE a = ? ;", { kind: "prepare", name: "p", sql: "SELECT * FROM t WHERE a = ?" }],
  ["EXECUTE p USING 1, 'x', DATE '2024-01-01'", { kind: "execute", parameters: ["1", "'x'", "DATE '2024-01-01'"] }],
  ["DEALLOCATE PREPARE p", { kind: "deallocate", name: "p" }],
  ["EXPLAIN (TYPE DISTRIBUTED) SELECT 1", { kind: "explain", analyze: false }],
  ["(SELECT 1) UNION (SELECT 2)", { kind: "query" }],
])("%s", (sql, expected) => {
  expect(parse(sql)).toMatchObject(expected);
});

test("what is no statement is refused with its place", () => {
  expect(() => parse("FOO BAR")).toThrow("line 1:1: mismatched input 'FOO'. Expecting: 'ALTER', 'CREATE'");
  expect(() => parse("SELECT 1 SELECT 2")).toThrow("line 1:10: mismatched input 'SELECT'. Expecting: <EOF>");
});
