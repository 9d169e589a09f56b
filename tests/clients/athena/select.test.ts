// SELECT over tables of the Glue catalog: formats, types, partitions, results.
import { gzipSync } from "node:zlib";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUCKET, Platform } from "./platform.ts";

let platform: Platform;
const rows = async (sql: string): Promise<(string | null)[][]> => (await platform.query(sql)).rows;

beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

describe("SELECT without tables", () => {
  test("writes the CSV that Athena writes: every value in quotes, NULL as nothing (recorded)", async () => {
    const {
      execution,
      rows: found,
      results,
    } = await platform.query(`SELECT 1 AS a, 'x"y' AS b, NULL AS c, '' AS d, 1.0E7 AS e`);
    expect(found).toEqual([["1", 'x"y', null, "", "1.0E7"]]);
    expect(results.ResultSet?.Rows?.[0]?.Data?.map(({ VarCharValue }) => VarCharValue)).toEqual([
      "a",
      "b",
      "c",
      "d",
      "e",
    ]);
    expect(execution.ResultConfiguration?.OutputLocation).toBe(`s3://lake/results/${execution.QueryExecutionId}.csv`);
    const object = await platform.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: `results/${execution.QueryExecutionId}.csv` }),
    );
    expect(await object.Body?.transformToString()).toBe('"a","b","c","d","e"\n"1","x""y",,"","1.0E7"\n');
    const metadata = await platform.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: `results/${execution.QueryExecutionId}.csv.metadata` }),
    );
    expect(metadata.ContentLength).toBeGreaterThan(0);
  });

  test("describes columns as AWS does (recorded)", async () => {
    const { results } = await platform.query(
      "SELECT CAST(1 AS BIGINT) AS n, 'ab' AS s, 1.50 AS d, CAST('x' AS VARCHAR) AS v, 1",
    );
    const info = (Name: string, Type: string, Precision: number, Scale: number, CaseSensitive: boolean) => ({
      CatalogName: "hive",
      SchemaName: "",
      TableName: "",
      Name,
      Label: Name,
      Type,
      Precision,
      Scale,
      Nullable: "UNKNOWN",
      CaseSensitive,
    });
    expect(results.ResultSet?.ResultSetMetadata?.ColumnInfo).toEqual([
      info("n", "bigint", 19, 0, false),
      info("s", "varchar", 2, 0, true),
      info("d", "decimal", 3, 2, false),
      info("v", "varchar", 2_147_483_647, 0, true),
      info("_col4", "integer", 10, 0, false),
    ]);
  });
});

describe("SELECT over CSV", () => {
  test("LazySimpleSerDe: delimiters, header lines, \\N, bad and missing values are NULL, further columns skipped", async () => {
    const [a, b] = [
      "id\tname\tprice\n1\tann\t1.50\n2\t\\N\tbad\n3\n4\tdan\t2.25\textra\n",
      "id\tname\tprice\n5\teve\t\n",
    ];
    await platform.put("csv/a.csv", a);
    await platform.put("csv/_hidden.csv", "9\tno\t9\n");
    await platform.put("csv/sub/b.csv", b);
    await platform.query(`CREATE EXTERNAL TABLE csv (id int, name string, price decimal(10,2)) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t'
      LOCATION 's3://lake/csv/' TBLPROPERTIES ('skip.header.line.count'='1')`);
    const { rows: found, execution } = await platform.query("SELECT * FROM csv ORDER BY id");
    expect(found).toEqual([
      ["1", "ann", "1.50"],
      ["2", null, null],
      ["3", null, null],
      ["4", "dan", "2.25"],
      ["5", "eve", null],
    ]);
    expect(execution.Statistics?.DataScannedInBytes).toBe(a.length + b.length);
  });

  test("OpenCSVSerde: quotes, and compressed objects", async () => {
    await platform.put("quoted/a.csv.gz", gzipSync('1,"a, b"\n2,"say ""hi"""\n'));
    await platform.query(
      `CREATE EXTERNAL TABLE quoted (id string, text string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde' LOCATION 's3://lake/quoted/'`,
    );
    expect(await rows("SELECT * FROM quoted ORDER BY id")).toEqual([
      ["1", "a, b"],
      ["2", 'say "hi"'],
    ]);
  });

  test("an empty table has no rows, and scans nothing", async () => {
    await platform.query("CREATE EXTERNAL TABLE nothing (a int) LOCATION 's3://lake/nothing/'");
    const { rows: found, execution } = await platform.query("SELECT count(*), max(a) FROM nothing");
    expect(found).toEqual([["0", null]]);
    expect(execution.Statistics?.DataScannedInBytes).toBe(0);
  });
});

describe("SELECT over JSON", () => {
  test("OpenX: keys of any case, nested values, missing keys", async () => {
    await platform.put(
      "json/a.json",
      '{"Id":1,"tags":["x","y"],"info":{"n":1.5}}\n{"id":2,"name":"bob","at":"2024-01-01 10:00:00"}\n',
    );
    await platform.query(`CREATE EXTERNAL TABLE json (id bigint, name string, tags array<string>, info struct<n:double>, at timestamp)
      ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/json/'`);
    expect(await rows("SELECT id, name, tags[1], info.n, at FROM json WHERE id = 2")).toEqual([
      ["2", "bob", null, null, "2024-01-01 10:00:00.000"],
    ]);
    expect(await rows("SELECT name, cardinality(tags), info.n, tags, info FROM json WHERE name IS NULL")).toEqual([
      [null, "2", "1.5", "[x, y]", "{n=1.5}"],
    ]);
  });

  test("what is malformed fails, or is NULL when the SerDe says so", async () => {
    await platform.put("bad/a.json", '{"a":1}\nnot json\n');
    const serde = "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'";
    await platform.query(`CREATE EXTERNAL TABLE strict (a int) ${serde} LOCATION 's3://lake/bad/'`);
    await platform.query(
      `CREATE EXTERNAL TABLE loose (a int) ${serde} WITH SERDEPROPERTIES ('ignore.malformed.json'='true') LOCATION 's3://lake/bad/'`,
    );
    await expect(rows("SELECT * FROM strict")).rejects.toThrow(/^HIVE_BAD_DATA: /);
    expect(await rows("SELECT * FROM loose ORDER BY a")).toEqual([["1"], [null]]);
  });
});

describe("partitions", () => {
  beforeAll(async () => {
    for (const [day, hour, text] of [
      ["2024-01-01", 1, "a"],
      ["2024-01-01", 2, "bb"],
      ["2024-01-02", 1, "ccc"],
    ] as const)
      await platform.put(`parts/dt=${day}/hour=${hour}/x.csv`, `${text}\n`);
    await platform.query(
      "CREATE EXTERNAL TABLE parts (v string) PARTITIONED BY (dt date, hour int) LOCATION 's3://lake/parts/'",
    );
    await platform.query("MSCK REPAIR TABLE parts");
  });

  const scanned = async (where: string): Promise<readonly [(string | null)[][], number | undefined]> => {
    const answer = await platform.query(`SELECT v FROM parts WHERE ${where} ORDER BY v`);
    return [answer.rows, answer.execution.Statistics?.DataScannedInBytes];
  };

  test.each([
    ["dt = DATE '2024-01-01' AND hour = 2", [["bb"]], 3],
    ["hour IN (1, 5)", [["a"], ["ccc"]], 6],
    ["dt > DATE '2024-01-01'", [["ccc"]], 4],
    ["year(dt) = 2024 AND hour + 1 = 3", [["bb"]], 3],
    ["dt BETWEEN DATE '2023-01-01' AND DATE '2024-01-01'", [["a"], ["bb"]], 5],
    ["v = 'a'", [["a"]], 9],
    ["hour = 7", [], 0],
  ])("%s reads only what can match", async (where, expected, bytes) => {
    expect(await scanned(where)).toEqual([expected, bytes]);
  });

  test("a condition outside of a view, a subquery, a join reaches the scan", async () => {
    await platform.query("CREATE OR REPLACE VIEW parts_view AS SELECT upper(v) AS u, dt AS day, hour FROM parts");
    const bytes = async (sql: string) => {
      const { rows: found, execution } = await platform.query(sql);
      return [found, execution.Statistics?.DataScannedInBytes];
    };
    expect(await bytes("SELECT u FROM parts_view WHERE day = DATE '2024-01-02'")).toEqual([[["CCC"]], 4]);
    expect(await bytes("WITH p AS (SELECT * FROM parts) SELECT count(*) FROM p WHERE hour = 2")).toEqual([[["1"]], 3]);
    expect(
      await bytes(
        "SELECT count(*) FROM (VALUES 1) AS t(x) LEFT JOIN parts ON t.x = parts.hour AND dt = DATE '2024-01-02'",
      ),
    ).toEqual([[["1"]], 4]);
    expect(
      await bytes("SELECT t.x FROM (VALUES 7) AS t(x) LEFT JOIN parts ON t.x = parts.hour WHERE parts.hour IS NULL"),
    ).toEqual([[["7"]], 9]);
  });

  test("$path and the keys are columns", async () => {
    expect(await rows(`SELECT dt, hour, "$path" FROM parts WHERE v = 'bb'`)).toEqual([
      ["2024-01-01", "2", "s3://lake/parts/dt=2024-01-01/hour=2/x.csv"],
    ]);
  });
});

describe("failures have AWS's texts (recorded)", () => {
  test.each([
    [
      "SELECT nope FROM csv",
      "COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved or requester is not authorized to access requested resources",
    ],
    ["SELECT * FROM missing", "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.missing' does not exist"],
    ["SELECT * FROM nodb.t", "SCHEMA_NOT_FOUND: line 1:15: Schema 'nodb' does not exist"],
    ["SELECT 1 / (id - id) FROM csv", "DIVISION_BY_ZERO: Division by zero"],
    [
      "SELECT name, count(*) FROM csv",
      "EXPRESSION_NOT_AGGREGATE: 'name' must be an aggregate expression or appear in GROUP BY clause",
    ],
    ["SELECT (SELECT id FROM csv)", "SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows"],
  ])("%s", async (sql, message) => {
    await expect(rows(sql)).rejects.toThrow(message);
  });

  test("what is no SQL is refused by StartQueryExecution", async () => {
    await expect(platform.start("SELEC 1")).rejects.toMatchObject({
      name: "InvalidRequestException",
      AthenaErrorCode: "MALFORMED_QUERY",
      message: expect.stringContaining("line 1:1: mismatched input 'SELEC'. Expecting: "),
    });
  });
});
