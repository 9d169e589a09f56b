// Statements as Athena's guide writes them.
import { expect, test } from "vitest";
import { parseStatement } from "./parse-statement.ts";

const parse = (sql: string) => parseStatement(sql).statement;

test("CREATE EXTERNAL TABLE with every clause (documented)", () => {
  const statement = parse(`
    CREATE EXTERNAL TABLE IF NOT EXISTS mydb.\`logs\` (
      \`date\` date COMMENT 'the day',
      items array<struct<id:int,tags:map<string,string>>>,
      price decimal(10, 2),
      name varchar(20)
    )
    COMMENT 'all logs'
    PARTITIONED BY (dt string, hour int)
    ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' NULL DEFINED AS 'n/a'
    STORED AS TEXTFILE
    LOCATION 's3://bucket/logs/'
    TBLPROPERTIES ('skip.header.line.count'='1', "has_encrypted_data"='false');`);
  expect(statement).toEqual({
    kind: "create-table",
    name: ["mydb", "logs"],
    ifNotExists: true,
    columns: [
      { name: "date", type: "date", comment: "the day" },
      { name: "items", type: "array<struct<id:int,tags:map<string,string>>>", comment: undefined },
      { name: "price", type: "decimal(10,2)", comment: undefined },
      { name: "name", type: "varchar(20)", comment: undefined },
    ],
    comment: "all logs",
    partitionKeys: [
      { name: "dt", type: "string", comment: undefined },
      { name: "hour", type: "int", comment: undefined },
    ],
    rowFormat: {
      library: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
      parameters: {
        "field.delim": "\t",
        "serialization.format": "\t",
        "escape.delim": "\\",
        "serialization.null.format": "n/a",
      },
    },
    storedAs: "textfile",
    location: "s3://bucket/logs/",
    properties: { "skip.header.line.count": "1", has_encrypted_data: "false" },
    buckets: undefined,
  });
});

test("ROW FORMAT SERDE and INPUTFORMAT (documented)", () => {
  expect(
    parse(`CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES ('ignore.malformed.json'='true')
      STORED AS INPUTFORMAT 'x.In' OUTPUTFORMAT 'x.Out' LOCATION 's3://b/'`),
  ).toMatchObject({
    rowFormat: { library: "org.openx.data.jsonserde.JsonSerDe", parameters: { "ignore.malformed.json": "true" } },
    storedAs: { inputFormat: "x.In", outputFormat: "x.Out" },
  });
});

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
  [
    "ALTER TABLE t ADD IF NOT EXISTS PARTITION (dt='a', h=5) LOCATION 's3://b/a' PARTITION (dt='b')",
    {
      change: "add-partitions",
      ifNotExists: true,
      partitions: [
        { spec: { dt: "a", h: "5" }, location: "s3://b/a" },
        { spec: { dt: "b" }, location: undefined },
      ],
    },
  ],
  [
    "ALTER TABLE t DROP IF EXISTS PARTITION (dt='a'), PARTITION (dt < 'b')",
    {
      change: "drop-partitions",
      ifExists: true,
      partitions: [[{ key: "dt", operator: "=", value: "a" }], [{ key: "dt", operator: "<", value: "b" }]],
    },
  ],
  [
    "ALTER TABLE t PARTITION (dt='a') RENAME TO PARTITION (dt='b')",
    { change: "rename-partition", from: { dt: "a" }, to: { dt: "b" } },
  ],
  [
    "ALTER TABLE db.t ADD COLUMNS (x int, y array<string>)",
    {
      change: "add-columns",
      columns: [
        { name: "x", type: "int" },
        { name: "y", type: "array<string>" },
      ],
    },
  ],
  ["ALTER TABLE t SET LOCATION 's3://b/c/'", { change: "set-location", location: "s3://b/c/" }],
  ["ALTER TABLE t SET TBLPROPERTIES ('a'='b')", { change: "set-properties", properties: { a: "b" } }],
  ["MSCK REPAIR TABLE `db.t`", { kind: "repair-table", name: ["db", "t"] }],
  ["SHOW TABLES IN db 'a*'", { kind: "show-tables", database: "db", pattern: "a*" }],
  ["show databases like 'x*'", { kind: "show-databases", pattern: "x*" }],
  ["SHOW PARTITIONS db.t", { kind: "show-partitions", name: ["db", "t"] }],
  ["SHOW COLUMNS IN t FROM db", { kind: "show-columns", name: ["db", "t"] }],
  ["DESCRIBE FORMATTED db.t", { kind: "describe", extended: true }],
  ["DROP DATABASE IF EXISTS x CASCADE", { kind: "drop-database", cascade: true, ifExists: true }],
  ["DROP VIEW v", { kind: "drop-view" }],
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
  expect(() => parse("CREATE EXTERNAL TABLE t (a strin)")).toThrow(
    "line 1:28: mismatched input 'strin'. Expecting: <type>",
  );
});
