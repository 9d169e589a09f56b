// Statements of Hive's DDL as parsed. Texts of failures are recorded from Athena unless a title says otherwise.
import { describe, expect, it } from "vitest";
import { databasePattern, tablePattern } from "./name-pattern.ts";
import { parseDdl } from "./parse.ts";
import { partitionName, valuesInName } from "./partition-name.ts";

const LOCATION = "LOCATION 's3://lake/t/'";

function failure(sql: string): string {
  try {
    return `parsed ${JSON.stringify(parseDdl(sql))}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("parseDdl", () => {
  it.each([
    "SELECT 1",
    "CREATE TABLE t AS SELECT 1 AS n",
    "CREATE TABLE t WITH (format = 'PARQUET') AS SELECT 'C:\\' AS n",
    "create view v as select 1",
    "DROP VIEW v",
    "SHOW CREATE VIEW v",
    "SHOW FUNCTIONS",
    "DESCRIBE INPUT q",
    "INSERT INTO t VALUES (1)",
    "-- CREATE DATABASE x\nSELECT 1",
  ])("%j is not a statement of Hive's DDL", (sql) => {
    expect(parseDdl(sql)).toBeUndefined();
  });

  it("reads every clause of CREATE EXTERNAL TABLE", () => {
    const ddl = parseDdl(
      `-- the events
      CREATE EXTERNAL TABLE IF NOT EXISTS awsdatacatalog.\`Lake\`.events (
        \`Id\` BIGINT COMMENT 'it''s', -- ends one string and starts another
        tags array<struct<k:string, v:map<string,decimal(10, 2)>>>,
        price decimal, code char(3)
      )`.replace("it''s", "it\\'s") +
        ` COMMENT "all of them" PARTITIONED BY (year int, day string COMMENT 'd')
      CLUSTERED BY (id) INTO 4 BUCKETS
      ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' COLLECTION ITEMS TERMINATED BY '\\002'
        MAP KEYS TERMINATED BY '\\u0003' LINES TERMINATED BY '\\n' NULL DEFINED AS 'N/A'
      STORED AS INPUTFORMAT 'in' OUTPUTFORMAT 'out'
      LOCATION 's3://lake/events/' TBLPROPERTIES ('a'='1', "b"="\\"")`,
    );
    expect(ddl).toEqual({
      kind: "create-table",
      ifNotExists: true,
      table: { database: "lake", table: "events", written: "lake.events" },
      columns: [
        { name: "id", type: "bigint", comment: "it's" },
        { name: "tags", type: "array<struct<k:string,v:map<string,decimal(10,2)>>>", comment: undefined },
        { name: "price", type: "decimal(10,0)", comment: undefined },
        { name: "code", type: "char(3)", comment: undefined },
      ],
      comment: "all of them",
      partitionKeys: [
        { name: "year", type: "int", comment: undefined },
        { name: "day", type: "string", comment: "d" },
      ],
      bucketing: { columns: ["id"], count: 4 },
      rowFormat: {
        kind: "delimited",
        delimiters: {
          fields: "\t",
          escape: "\\",
          collectionItems: "\u0002",
          mapKeys: "\u0003",
          lines: "\n",
          nullText: "N/A",
        },
      },
      fileFormat: { kind: "classes", input: "in", output: "out" },
      location: "s3://lake/events/",
      properties: { a: "1", b: '"' },
    });
  });

  it("reads SERDEPROPERTIES in double quotes with escapes", () => {
    const ddl =
      parseDdl(`CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
      WITH SERDEPROPERTIES ("separatorChar" = ",", "quoteChar" = "\\"", 'escapeChar' = '\\\\') ${LOCATION};`);
    expect(ddl).toMatchObject({
      rowFormat: { kind: "serde", properties: { separatorChar: ",", quoteChar: '"', escapeChar: "\\" } },
    });
  });

  it("reads partitions", () => {
    expect(
      parseDdl(
        "ALTER TABLE t ADD IF NOT EXISTS PARTITION (y=2024, d='01') LOCATION 's3://b/x/' PARTITION (y=-1, d=date '2024-01-01')",
      ),
    ).toMatchObject({
      kind: "add-partitions",
      ifNotExists: true,
      partitions: [
        {
          spec: new Map([
            ["y", "2024"],
            ["d", "01"],
          ]),
          location: "s3://b/x/",
        },
        {
          spec: new Map([
            ["y", "-1"],
            ["d", "2024-01-01"],
          ]),
          location: undefined,
        },
      ],
    });
    expect(parseDdl("ALTER TABLE t DROP PARTITION (y < 2024, d <> 'x'), PARTITION (y = 1)")).toMatchObject({
      kind: "drop-partitions",
      ifExists: false,
      choices: [
        [
          { key: "y", comparison: "<", value: "2024" },
          { key: "d", comparison: "!=", value: "x" },
        ],
        [{ key: "y", comparison: "=", value: "1" }],
      ],
    });
  });

  it.each([
    ["CREATE TABLE x (n int)", "No location was specified for table. An S3 location must be specified"],
    ["CREATE TABLE x (n int);", "No location was specified for table. An S3 location must be specified"],
    [`CREATE TABLE x (n int) ${LOCATION}`, "External keyword required for table type HIVE"],
    ['DESCRIBE "t"', `line 1:10: no viable alternative at input 'DESCRIBE "t"'`],
    ['/* c */ DESCRIBE "t"', `line 1:18: no viable alternative at input 'DESCRIBE "t"'`],
    ['DESCRIBE\n"t"', String.raw`line 2:1: no viable alternative at input 'DESCRIBE\n"t"'`],
    [
      'CREATE TABLE IF NOT EXISTS "t" (n int)',
      `line 1:28: no viable alternative at input 'CREATE TABLE IF NOT EXISTS "t"'`,
    ],
    ["ALTER TABLE IF EXISTS t RENAME TO u", "line 1:16: no viable alternative at input 'ALTER TABLE IF EXISTS'"],
    ["ALTER TABLE nope ADD COLUMN m int", "line 1:22: no viable alternative at input 'ALTER TABLE nope ADD COLUMN'"],
    ["ALTER TABLE t SET PROPERTIES x = 1", "line 1:19: no viable alternative at input 'ALTER TABLE t SET PROPERTIES'"],
    ['CREATE TABLE x ("n" int)', `line 1:17: no viable alternative at input 'CREATE TABLE x ("n"'`],
    ["ALTER TABLE t RENAME TO u", "Query type not supported by DDL engine."],
    [
      "ALTER TABLE t DROP COLUMN m",
      "FAILED: ParseException line 1:19 mismatched input 'COLUMN' expecting PARTITION near 'DROP' in drop partition statement",
    ],
    ["DESCRIBE a.b.c.d", "Invalid table name a.b.c.d"],
    [`CREATE EXTERNAL TABLE nosuch.d.t (n int) ${LOCATION}`, "Catalog 'nosuch' does not exist"],
  ])("%s: %s", (sql, message) => {
    expect(failure(sql)).toBe(message);
  });

  it("tells a type that is not Hive's as Hive's parser does (inferred from the text for another statement)", () => {
    expect(failure(`CREATE EXTERNAL TABLE t (\n  a int,\n  b uuid, c int) ${LOCATION}`)).toBe(
      "FAILED: ParseException line 3:4 cannot recognize input near 'uuid' ',' 'c' in column type",
    );
  });

  it("ends on endless nesting", () => {
    expect(failure(`CREATE EXTERNAL TABLE t (a ${"array<".repeat(5000)}int) ${LOCATION}`)).toContain(
      "nesting too deep",
    );
  });
});

describe("names of partitions", () => {
  it("are written with Hive's escapes and read back", () => {
    const keys = ["dt", "city"];
    const values = ["2024-01-01 10:00", "a/b=c%"];
    expect(partitionName(keys, values)).toBe("dt=2024-01-01 10%3A00/city=a%2Fb%3Dc%25");
    expect(valuesInName(partitionName(keys, values), keys)).toEqual(values);
  });

  it("are not read from other folders, nor from keys in another case (documented)", () => {
    expect(valuesInName("2024/01", ["y", "m"])).toBeUndefined();
    expect(valuesInName("userId=1", ["userid"])).toBeUndefined();
  });
});

describe("patterns of SHOW", () => {
  it.each([
    [databasePattern, "sales*", "sales_eu", false],
    [databasePattern, "sales.*", "sales_eu", true],
    [tablePattern, "sales*", "sales_eu", true],
    [tablePattern, "sales.*", "sales_eu", true],
    [tablePattern, "sales", "sales_eu", false],
    [tablePattern, "x*|SALES_E*", "sales_eu", true],
    [databasePattern, "(us|eu)_[a-c]\\d+", "eu_b12", true],
    [databasePattern, "(us|eu)_[^a-c]\\d+", "eu_b12", false],
    [databasePattern, "a)|(", "a)|(", false],
  ])("%o of %s on %s: %s", (pattern, text, name, found) => {
    expect(pattern(text)(name)).toBe(found);
  });

  it("take no longer for a pattern made to backtrack", () => {
    expect(databasePattern("((a*)*)*b")("a".repeat(200))).toBe(false);
  });
});
