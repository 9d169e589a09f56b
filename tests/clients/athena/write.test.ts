// What SQL writes: CTAS, INSERT INTO, UNLOAD, views, prepared statements; and Parquet as it is read again.
import { CreateTableCommand, GetPartitionsCommand, GetTableCommand } from "@aws-sdk/client-glue";
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BUCKET, Platform } from "./platform.ts";

let platform: Platform;
const rows = async (sql: string): Promise<(string | null)[][]> => (await platform.query(sql)).rows;
const keys = async (Prefix: string): Promise<string[]> => {
  const { Contents } = await platform.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }));
  return (Contents ?? []).map(({ Key = "" }) => Key);
};
const tableOf = async (Name: string) =>
  (await platform.glue.send(new GetTableCommand({ DatabaseName: "db", Name }))).Table;

beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

describe("CREATE TABLE AS SELECT", () => {
  test("Parquet by default, below tables/ and the query's id, with a manifest (documented)", async () => {
    const { execution, results } = await platform.query(
      "CREATE TABLE made AS SELECT x AS id, CAST(x AS VARCHAR) AS name, DATE '2024-01-01' AS day FROM UNNEST(sequence(1, 3)) AS u(x)",
    );
    expect(results.UpdateCount).toBe(3);
    expect(execution).toMatchObject({ StatementType: "DDL", SubstatementType: "CREATE_TABLE_AS_SELECT" });
    const table = await tableOf("made");
    expect(table).toMatchObject({
      TableType: "EXTERNAL_TABLE",
      StorageDescriptor: {
        Columns: [
          { Name: "id", Type: "bigint" },
          { Name: "name", Type: "string" },
          { Name: "day", Type: "date" },
        ],
        Location: `s3://lake/results/tables/${execution.QueryExecutionId}/`,
        SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
      },
    });
    expect(await keys(`results/tables/${execution.QueryExecutionId}/`)).toHaveLength(1);
    expect(execution.Statistics?.DataManifestLocation).toBe(
      `s3://lake/results/tables/${execution.QueryExecutionId}-manifest.csv`,
    );
    expect(await rows("SELECT * FROM made ORDER BY id DESC LIMIT 1")).toEqual([["3", "3", "2024-01-01"]]);
  });

  test.each([
    ["JSON", "json"],
    ["TEXTFILE", "text"],
    ["PARQUET", "parquet"],
  ])("%s, partitioned, at a location: read again as it was", async (format, folder) => {
    await platform.query(`CREATE TABLE p_${folder} WITH (format = '${format}', external_location = 's3://lake/${folder}/', partitioned_by = ARRAY['k'])
      AS SELECT * FROM (VALUES (1, 1.50, CAST(NULL AS VARCHAR), 'a b'), (2, 2.25, 'x', 'c/d'), (3, NULL, '', 'a b')) AS t(id, price, note, k)`);
    expect(await rows(`SELECT id, price, note, k FROM p_${folder} ORDER BY id`)).toEqual([
      ["1", "1.50", null, "a b"],
      ["2", "2.25", "x", "c/d"],
      ["3", null, "", "a b"],
    ]);
    const { Partitions } = await platform.glue.send(
      new GetPartitionsCommand({ DatabaseName: "db", TableName: `p_${folder}` }),
    );
    expect(Partitions?.map(({ Values }) => Values)).toEqual(expect.arrayContaining([["a b"], ["c/d"]]));
    expect(await rows(`SELECT count(*) FROM p_${folder} WHERE k = 'c/d'`)).toEqual([["1"]]);
  });

  test("refusals (recorded texts where Athena's are known)", async () => {
    await expect(platform.query("CREATE TABLE made AS SELECT 1 AS a")).rejects.toThrow("TABLE_ALREADY_EXISTS");
    await platform.query("CREATE TABLE IF NOT EXISTS made AS SELECT 1 AS a");
    await expect(
      platform.query("CREATE TABLE t1 WITH (external_location='s3://lake/json/') AS SELECT 1 AS a"),
    ).rejects.toThrow("HIVE_PATH_ALREADY_EXISTS");
    await expect(platform.query("CREATE TABLE t1 AS SELECT 1")).rejects.toThrow(
      "MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1",
    );
    await expect(platform.query("CREATE TABLE t1 AS SELECT now() AS a")).rejects.toThrow(
      "NOT_SUPPORTED: Unsupported Hive type: timestamp(3) with time zone",
    );
    await expect(
      platform.query("CREATE TABLE t1 WITH (bucketed_by=ARRAY['a'], bucket_count=2) AS SELECT 1 AS a"),
    ).rejects.toThrow("NOT_SUPPORTED: Bucketed");
    await expect(
      platform.query("CREATE TABLE t1 WITH (partitioned_by=ARRAY['a']) AS SELECT 1 AS a, 2 AS b"),
    ).rejects.toThrow("HIVE_COLUMN_ORDER_MISMATCH");
    expect(await keys("results/tables/").then((all) => all.filter((key) => key.includes("t1")))).toEqual([]);
    await expect(
      platform.query(
        "CREATE TABLE t1 WITH (external_location='s3://lake/t1/', partitioned_by=ARRAY['k']) AS SELECT x, x AS k FROM UNNEST(sequence(1, 101)) AS u(x)",
      ),
    ).rejects.toThrow("HIVE_TOO_MANY_OPEN_PARTITIONS: Exceeded limit of 100 open writers for partitions/buckets");
    expect(await keys("t1/")).toEqual([]);
    expect(await rows("SHOW TABLES LIKE 't1'")).toEqual([]);
  });

  test("WITH NO DATA makes an empty table", async () => {
    await platform.query("CREATE TABLE empty_one AS SELECT 1 AS a WITH NO DATA");
    expect(await rows("SELECT count(*) FROM empty_one")).toEqual([["0"]]);
  });
});

describe("INSERT INTO", () => {
  test("adds files and partitions; columns by position or by name; types are checked (recorded text)", async () => {
    await platform.query(
      "CREATE EXTERNAL TABLE ins (id int, name string) PARTITIONED BY (dt string) STORED AS PARQUET LOCATION 's3://lake/ins/'",
    );
    const { results } = await platform.query("INSERT INTO ins VALUES (1, 'a', '2024-01-01'), (2, 'b', '2024-01-02')");
    expect(results.UpdateCount).toBe(2);
    await platform.query("INSERT INTO ins (dt, id) SELECT '2024-01-01', 3");
    expect(await rows("SELECT id, name, dt FROM ins ORDER BY id")).toEqual([
      ["1", "a", "2024-01-01"],
      ["2", "b", "2024-01-02"],
      ["3", null, "2024-01-01"],
    ]);
    expect(await rows("SHOW PARTITIONS ins")).toEqual([["dt=2024-01-01"], ["dt=2024-01-02"]]);
    expect((await keys("ins/dt=2024-01-01/")).length).toBe(2);
    await expect(platform.query("INSERT INTO ins SELECT 'x', 'y', 'z'")).rejects.toThrow(
      "TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [integer, varchar, varchar], Query: [varchar(1), varchar(1), varchar(1)]",
    );
    await expect(platform.query("INSERT INTO nope SELECT 1")).rejects.toThrow(
      "TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.db.nope' does not exist",
    );
  });

  test("text and JSON in the table's own format", async () => {
    await platform.query(
      "CREATE EXTERNAL TABLE ins_csv (a int, b string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/ins_csv/'",
    );
    await platform.query("INSERT INTO ins_csv VALUES (1, 'x'), (2, NULL)");
    expect(await rows("SELECT * FROM ins_csv ORDER BY a")).toEqual([
      ["1", "x"],
      ["2", null],
    ]);
  });
});

describe("UNLOAD", () => {
  test("writes files to an empty folder", async () => {
    await platform.query(
      "UNLOAD (SELECT x AS n FROM UNNEST(sequence(1, 2)) AS u(x)) TO 's3://lake/unloaded/' WITH (format = 'JSON', compression = 'NONE')",
    );
    const [key = ""] = await keys("unloaded/");
    const { Body } = await platform.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }));
    expect(await Body?.transformToString()).toBe('{"n":1}\n{"n":2}\n');
    await expect(
      platform.query("UNLOAD (SELECT 1 AS a) TO 's3://lake/unloaded/' WITH (format = 'JSON')"),
    ).rejects.toThrow("HIVE_PATH_ALREADY_EXISTS");
  });
});

describe("Parquet", () => {
  beforeAll(() =>
    platform.query(
      "CREATE TABLE wide AS SELECT x AS id, x * 2 AS twice, repeat('t', 5) AS texts, to_hex(sha256(to_utf8(CAST(x AS VARCHAR)))) AS hash FROM UNNEST(sequence(1, 300000)) AS u(x)",
    ),
  );

  const bytes = async (sql: string): Promise<number> =>
    (await platform.query(sql)).execution.Statistics?.DataScannedInBytes ?? -1;

  test("what is scanned are the chunks of the columns that are used, in row groups that can match", async () => {
    const all = await bytes("SELECT * FROM wide WHERE id = 5");
    expect(await bytes("SELECT count(*) FROM wide")).toBe(0);
    const one = await bytes("SELECT max(id) FROM wide");
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThan((await bytes("SELECT * FROM wide")) / 5);
    expect(await bytes("WITH w AS (SELECT * FROM wide) SELECT max(id) FROM w")).toBe(one);
    expect(await bytes("SELECT max(id) FROM wide WHERE id < 100")).toBeLessThan(one / 2);
    expect(await bytes("SELECT id FROM wide WHERE id > 1000000")).toBe(0);
    expect(all).toBeLessThan(await bytes("SELECT * FROM wide"));
  });

  test("columns are found by name, whatever their order and case; those a file lacks are NULL", async () => {
    const storage = (await tableOf("made"))?.StorageDescriptor;
    const Columns = [
      { Name: "Name", Type: "varchar(10)" },
      { Name: "later", Type: "double" },
      { Name: "id", Type: "bigint" },
    ];
    await platform.glue.send(
      new CreateTableCommand({
        DatabaseName: "db",
        TableInput: { Name: "evolved", TableType: "EXTERNAL_TABLE", StorageDescriptor: { ...storage, Columns } },
      }),
    );
    expect(await rows("SELECT * FROM evolved ORDER BY id LIMIT 1")).toEqual([["1", null, "1"]]);
  });
});

describe("views", () => {
  test("are kept as Athena keeps them, and read by name", async () => {
    await platform.query("CREATE VIEW v AS SELECT id, upper(name) AS big FROM made");
    const view = await tableOf("v");
    expect(view).toMatchObject({
      TableType: "VIRTUAL_VIEW",
      ViewExpandedText: "/* Presto View */",
      Parameters: { presto_view: "true" },
    });
    const encoded = /^\/\* Presto View: (.*) \*\/$/.exec(view?.ViewOriginalText ?? "")?.[1] ?? "";
    expect(JSON.parse(Buffer.from(encoded, "base64").toString())).toMatchObject({
      originalSql: "SELECT id, upper(name) AS big FROM made",
      catalog: "awsdatacatalog",
      schema: "db",
      columns: [
        { name: "id", type: "bigint" },
        { name: "big", type: "varchar" },
      ],
    });
    expect(await rows("SELECT v.big FROM db.v WHERE id = 2")).toEqual([["2"]]);
    expect(await rows("SHOW CREATE VIEW v")).toEqual([
      ["CREATE VIEW db.v AS"],
      ["SELECT id, upper(name) AS big FROM made"],
    ]);
    expect(await rows("SHOW VIEWS")).toEqual([["v"]]);
    await expect(platform.query("CREATE VIEW v AS SELECT 1 AS a")).rejects.toThrow("TABLE_ALREADY_EXISTS");
    await platform.query("CREATE OR REPLACE VIEW v AS SELECT 1 AS a");
    expect(await rows("SELECT * FROM v")).toEqual([["1"]]);
    await platform.query("DROP VIEW v");
    await platform.query("DROP VIEW IF EXISTS v");
    await expect(platform.query("DROP VIEW v")).rejects.toThrow("does not exist");
  });

  test("a view of itself fails", async () => {
    await platform.query("CREATE VIEW loop AS SELECT 1 AS a");
    await platform.query("CREATE VIEW loop2 AS SELECT * FROM loop");
    await platform.query("CREATE OR REPLACE VIEW loop AS SELECT * FROM loop2");
    await expect(platform.query("SELECT * FROM loop")).rejects.toThrow("INVALID_VIEW");
  });
});

test("PREPARE, EXECUTE and DEALLOCATE", async () => {
  await platform.query("PREPARE twice FROM SELECT id FROM made WHERE id BETWEEN ? AND ? ORDER BY id");
  expect(await rows("EXECUTE twice USING 2, 3")).toEqual([["2"], ["3"]]);
  expect((await platform.query("EXECUTE twice", { ExecutionParameters: ["1", "1"] })).rows).toEqual([["1"]]);
  await expect(platform.query("EXECUTE twice USING 2")).rejects.toThrow(
    "Incorrect number of parameters: expected 2 but found 1",
  );
  await platform.query("DEALLOCATE PREPARE twice");
  await expect(platform.query("EXECUTE twice USING 1, 2")).rejects.toThrow("Prepared statement not found: twice");
});

test("information_schema", async () => {
  expect(await rows("SELECT schema_name FROM information_schema.schemata ORDER BY 1")).toEqual([
    ["db"],
    ["information_schema"],
  ]);
  expect(
    await rows(
      "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = 'db' AND table_name = 'ins'",
    ),
  ).toEqual([["ins", "BASE TABLE"]]);
  expect(
    await rows(
      "SELECT column_name, data_type, ordinal_position, extra_info FROM information_schema.columns WHERE table_name = 'ins' ORDER BY ordinal_position",
    ),
  ).toEqual([
    ["id", "integer", "1", null],
    ["name", "varchar", "2", null],
    ["dt", "varchar", "3", "partition key"],
  ]);
});

test("EXPLAIN shows a plan", async () => {
  const { rows: lines, execution } = await platform.query("EXPLAIN SELECT name FROM made WHERE id > 1");
  expect(execution.StatementType).toBe("UTILITY");
  expect(lines.flat().join("\n")).toMatch(/READ_PARQUET/);
});
