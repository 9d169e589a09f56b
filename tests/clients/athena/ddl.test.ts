// Hive's DDL against the running Glue and S3.
import * as glueSdk from "@aws-sdk/client-glue";
import * as s3Sdk from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import type { Peers } from "../../../src/kit/peers.ts";
import { type DdlResult, parseDdl, runDdl } from "../../../src/services/athena/ddl/ddl.ts";

let forebay: Forebay;
let glue: glueSdk.GlueClient;
let s3: s3Sdk.S3Client;
let peers: Peers;
const NOW_MS = Date.UTC(2024, 0, 1);
const ROOT = {
  kind: "root",
  account: "000000000000",
  arn: "arn:aws:iam::000000000000:root",
  userId: "000000000000",
  accessKeyId: "test",
} as const;

beforeAll(async () => {
  forebay = await startForebay();
  glue = new glueSdk.GlueClient(forebay.clientConfig);
  s3 = new s3Sdk.S3Client(forebay.clientConfig);
  peers = overHttp();
  await s3.send(new s3Sdk.CreateBucketCommand({ Bucket: "lake" }));
  await run("CREATE DATABASE lake");
});

afterAll(async () => {
  glue.destroy();
  s3.destroy();
  await forebay.close();
});

/** Peers over the SDK's clients. */
function overHttp(): Peers {
  const clients = {
    glue: [(command: never) => glue.send(command), glueSdk],
    s3: [(command: never) => s3.send(command), s3Sdk],
  } as const;
  const call = async (service: "glue" | "s3", operation: string, input: object): Promise<unknown> => {
    const [send, sdk] = clients[service];
    const Command = (sdk as unknown as Record<string, new (input: object) => never>)[`${operation}Command`];
    if (!Command) throw new Error(`no ${operation}`);
    return send(new Command(input));
  };
  return { call } as unknown as Peers;
}

async function run(sql: string, database = "lake"): Promise<DdlResult> {
  const ddl = parseDdl(sql);
  if (!ddl) throw new Error(`not DDL: ${sql}`);
  const identity = { account: "000000000000", region: "us-east-1", principal: ROOT };
  return runDdl(ddl, { peers, identity, database, nowMs: NOW_MS });
}

const lines = async (sql: string): Promise<readonly string[]> => (await run(sql)).rows.map((row) => row.join("|"));
const columns = async (sql: string): Promise<readonly string[]> =>
  (await run(sql)).columns.map(({ name, type }) => `${name} ${type}`);
const failure = async (sql: string): Promise<string> =>
  run(sql).then(
    () => "succeeded",
    (error: unknown) => (error as Error).message,
  );
const put = async (...keys: readonly string[]): Promise<void> => {
  await Promise.all(keys.map((Key) => s3.send(new s3Sdk.PutObjectCommand({ Bucket: "lake", Key, Body: "x" }))));
};
const tableOf = async (Name: string): Promise<glueSdk.Table | undefined> =>
  (await glue.send(new glueSdk.GetTableCommand({ DatabaseName: "lake", Name }))).Table;

describe("databases", () => {
  it("CREATE, ALTER, SHOW and DROP DATABASE", async () => {
    await run("CREATE SCHEMA d1 COMMENT 'c' LOCATION 's3://lake/d1/' WITH DBPROPERTIES ('a'='1')");
    await run("ALTER DATABASE d1 SET DBPROPERTIES ('b'='2')");
    const { Database } = await glue.send(new glueSdk.GetDatabaseCommand({ Name: "d1" }));
    expect(Database).toMatchObject({ Description: "c", LocationUri: "s3://lake/d1/", Parameters: { a: "1", b: "2" } });
    expect(await lines("SHOW DATABASES")).toEqual(["d1", "lake"]);
    expect(await lines("SHOW SCHEMAS LIKE 'd.*'")).toEqual(["d1"]);
    expect(await columns("SHOW DATABASES")).toEqual(["database_name string"]);
    await run("CREATE DATABASE IF NOT EXISTS d1");
    expect(await failure("CREATE DATABASE d1")).toBe(
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Database d1 already exists",
    );
    await run("CREATE EXTERNAL TABLE d1.t (n int) LOCATION 's3://lake/t/'");
    expect(await failure("DROP DATABASE d1")).toContain("Database d1 is not empty. One or more tables exist.");
    await run("DROP DATABASE d1 CASCADE");
    await run("DROP DATABASE IF EXISTS d1");
    expect(await failure("DROP DATABASE d1")).toBe(
      "FAILED: SemanticException [Error 10072]: Database does not exist: d1",
    );
    expect(await failure("SHOW TABLES IN d1")).toBe(
      "FAILED: SemanticException [Error 10072]: Database does not exist: d1",
    );
  });
});

describe("tables", () => {
  it("CREATE EXTERNAL TABLE writes what Athena writes (documented)", async () => {
    await run(`CREATE EXTERNAL TABLE csv (id int COMMENT 'key', name string) COMMENT 'rows' PARTITIONED BY (dt string)
      ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE LOCATION 's3://lake/csv/'
      TBLPROPERTIES ('skip.header.line.count'='1')`);
    expect(await tableOf("csv")).toMatchObject({
      TableType: "EXTERNAL_TABLE",
      Parameters: {
        EXTERNAL: "TRUE",
        transient_lastDdlTime: "1704067200",
        comment: "rows",
        "skip.header.line.count": "1",
      },
      PartitionKeys: [{ Name: "dt", Type: "string" }],
      StorageDescriptor: {
        Columns: [
          { Name: "id", Type: "int", Comment: "key" },
          { Name: "name", Type: "string" },
        ],
        Location: "s3://lake/csv/",
        InputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        OutputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        NumberOfBuckets: -1,
        SerdeInfo: {
          SerializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
          Parameters: { "field.delim": ",", "serialization.format": "," },
        },
      },
    });
    await run("CREATE EXTERNAL TABLE pq (id int) STORED AS PARQUET LOCATION 's3://lake/pq/'");
    expect((await tableOf("pq"))?.StorageDescriptor).toMatchObject({
      InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
      SerdeInfo: { SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe" },
    });
  });

  it("CREATE EXTERNAL TABLE of one that exists (recorded)", async () => {
    await run("CREATE EXTERNAL TABLE twice (n int) LOCATION 's3://lake/twice/'");
    await run("CREATE EXTERNAL TABLE IF NOT EXISTS twice (n int) LOCATION 's3://lake/twice/'");
    expect(await failure("CREATE EXTERNAL TABLE twice (n int) LOCATION 's3://lake/twice/'")).toBe(
      "FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. AlreadyExistsException(message:Table twice already exist)",
    );
    await run("DROP TABLE twice");
    await run("DROP TABLE IF EXISTS twice");
    expect(await failure("DROP TABLE lake.twice")).toBe(
      "FAILED: SemanticException [Error 10001]: Table not found lake.twice",
    );
    expect(await failure("CREATE EXTERNAL TABLE nope.t (n int) LOCATION 's3://lake/t/'")).toBe(
      "FAILED: SemanticException [Error 10072]: Database does not exist: nope",
    );
  });

  it("ALTER TABLE changes columns, properties and the location", async () => {
    await run("CREATE EXTERNAL TABLE alt (a int, b string) PARTITIONED BY (p int) LOCATION 's3://lake/alt/'");
    await run("ALTER TABLE alt ADD COLUMNS (c double COMMENT 'new')");
    await run("ALTER TABLE alt CHANGE COLUMN c cc float FIRST");
    await run("ALTER TABLE alt SET TBLPROPERTIES ('k'='v')");
    await run("ALTER TABLE alt SET LOCATION 's3://lake/alt2/'");
    const table = await tableOf("alt");
    expect(table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`)).toEqual([
      "cc float",
      "a int",
      "b string",
    ]);
    expect(table?.StorageDescriptor?.Location).toBe("s3://lake/alt2/");
    expect(table?.Parameters).toMatchObject({ EXTERNAL: "TRUE", k: "v" });
    expect(await lines("SHOW TBLPROPERTIES alt ('k')")).toEqual(["v"]);
    expect(await failure("ALTER TABLE alt ADD COLUMNS (P int)")).toContain("Duplicate column name: p");
    await run("ALTER TABLE alt REPLACE COLUMNS (z int)");
    expect((await lines("SHOW COLUMNS IN alt")).map((line) => line.trimEnd())).toEqual(["z", "p"]);
  });
});

describe("SHOW and DESCRIBE", () => {
  it("tell tables", async () => {
    await run("CREATE DATABASE shown");
    await run("CREATE EXTERNAL TABLE shown.sales_eu (n int) LOCATION 's3://lake/s/'");
    await run("CREATE EXTERNAL TABLE shown.sales_us (n int) LOCATION 's3://lake/s/'");
    expect(await lines("SHOW TABLES IN shown")).toEqual(["sales_eu", "sales_us"]);
    expect(await lines("SHOW TABLES IN shown 'sales_e*|x'")).toEqual(["sales_eu"]);
    expect(await columns("SHOW TABLES")).toEqual(["tab_name string"]);
    expect(await columns("SHOW VIEWS")).toEqual(["views varchar"]);
  });

  it("DESCRIBE pads three fields and tells partitions (recorded)", async () => {
    await run(
      "CREATE EXTERNAL TABLE ctl (n int, c20_xxxxxxxxxxxxxxxx string COMMENT 'abc', c21_xxxxxxxxxxxxxxxxx int COMMENT 'a\tb') PARTITIONED BY (p string COMMENT 'pc') LOCATION 's3://lake/ctl/'",
    );
    const blank = " ".repeat(20);
    const p = `p${" ".repeat(19)}\tstring${" ".repeat(14)}\tpc${" ".repeat(18)}`;
    expect(await lines("DESC lake.ctl")).toEqual([
      `n${" ".repeat(19)}\tint${" ".repeat(17)}\t${blank}`,
      `c20_xxxxxxxxxxxxxxxx\tstring${" ".repeat(14)}\tabc${" ".repeat(17)}`,
      `c21_xxxxxxxxxxxxxxxxx\tint${" ".repeat(17)}\ta`,
      p,
      "\t \t ",
      "# Partition Information\t \t ",
      "# col_name            \tdata_type           \tcomment             ",
      "\t \t ",
      p,
    ]);
    expect(await columns("DESCRIBE ctl")).toEqual(["col_name string", "data_type string", "comment string"]);
    expect(await columns("SHOW COLUMNS FROM ctl")).toEqual(["field string"]);
    expect((await lines("DESCRIBE EXTENDED ctl")).at(-1)).toContain(
      "Detailed Table Information\tTable(tableName:ctl, dbName:lake",
    );
    expect(await lines("DESCRIBE FORMATTED ctl")).toContain(`Location:           \ts3://lake/ctl/      \t `);
    expect(await failure("DESCRIBE nope")).toContain("Entity Not Found (Service: AmazonDataCatalog; Status Code: 400;");
  });

  it("SHOW TBLPROPERTIES: a line break in a value starts a row (recorded)", async () => {
    await run("CREATE EXTERNAL TABLE props (n int) LOCATION 's3://lake/p/' TBLPROPERTIES ('note'='xa\\tb\\ncy')");
    expect(await lines("SHOW TBLPROPERTIES props")).toEqual([
      "EXTERNAL\tTRUE",
      "transient_lastDdlTime\t1704067200",
      "note\txa\tb",
      "cy",
    ]);
  });

  it("SHOW CREATE TABLE makes the same table again", async () => {
    await run(`CREATE EXTERNAL TABLE again (id int, s struct<a:int> COMMENT 'it\\'s') COMMENT 'rows' PARTITIONED BY (dt string)
      ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES ('ignore.malformed.json'='true')
      LOCATION 's3://lake/again/' TBLPROPERTIES ('b'='2', 'a'='1')`);
    const statement = await lines("SHOW CREATE TABLE lake.again");
    expect(statement).toEqual([
      "CREATE EXTERNAL TABLE `lake.again`(",
      "  `id` int COMMENT 'from deserializer', ",
      "  `s` struct<a:int> COMMENT 'it\\'s')",
      "COMMENT 'rows'",
      "PARTITIONED BY ( ",
      "  `dt` string)",
      "ROW FORMAT SERDE ",
      "  'org.openx.data.jsonserde.JsonSerDe' ",
      "WITH SERDEPROPERTIES ( ",
      "  'ignore.malformed.json'='true') ",
      "STORED AS INPUTFORMAT ",
      "  'org.apache.hadoop.mapred.TextInputFormat' ",
      "OUTPUTFORMAT ",
      "  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
      "LOCATION",
      "  's3://lake/again/'",
      "TBLPROPERTIES (",
      "  'a'='1', ",
      "  'b'='2', ",
      "  'transient_lastDdlTime'='1704067200')",
    ]);
    expect(await columns("SHOW CREATE TABLE again")).toEqual(["createtab_stmt string"]);
  });
});

describe("views", () => {
  it("DESCRIBE and SHOW COLUMNS tell Trino's types (recorded)", async () => {
    const definition = {
      originalSql: "SELECT 1 n, 'a' s",
      columns: [
        { name: "n", type: "integer" },
        { name: "s", type: "varchar(1)" },
      ],
    };
    await glue.send(
      new glueSdk.CreateTableCommand({
        DatabaseName: "lake",
        TableInput: {
          Name: "v",
          TableType: "VIRTUAL_VIEW",
          Parameters: { presto_view: "true" },
          StorageDescriptor: {
            Columns: [
              { Name: "n", Type: "int" },
              { Name: "s", Type: "varchar(1)" },
            ],
            Location: "",
          },
          ViewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString("base64")} */`,
        },
      }),
    );
    for (const sql of ["DESCRIBE v", "SHOW COLUMNS FROM lake.v"]) {
      expect(await columns(sql)).toEqual(["column varchar", "type varchar"]);
      expect(await lines(sql)).toEqual(["n\tinteger", "s\tvarchar(1)"]);
    }
    expect(await lines("SHOW VIEWS IN lake LIKE 'v.*'")).toEqual(["v"]);
    expect(await failure("MSCK REPAIR TABLE v")).toContain("Can not create a Path from an empty string");
  });
});

describe("partitions", () => {
  it("ADD, SHOW, RENAME, SET LOCATION and DROP", async () => {
    await run("CREATE EXTERNAL TABLE parts (n int) PARTITIONED BY (y int, d string) LOCATION 's3://lake/parts/'");
    await run(
      "ALTER TABLE parts ADD PARTITION (y=2023, d='01') PARTITION (d='a:b', y=2024) LOCATION 's3://lake/else/' PARTITION (y=2025, d='01')",
    );
    expect(await lines("SHOW PARTITIONS parts")).toEqual(["y=2023/d=01", "y=2024/d=a%3Ab", "y=2025/d=01"]);
    expect(await columns("SHOW PARTITIONS parts")).toEqual(["partition string"]);
    const partition = async (...PartitionValues: string[]): Promise<glueSdk.Partition | undefined> =>
      (await glue.send(new glueSdk.GetPartitionCommand({ DatabaseName: "lake", TableName: "parts", PartitionValues })))
        .Partition;
    expect((await partition("2023", "01"))?.StorageDescriptor).toMatchObject({
      Location: "s3://lake/parts/y=2023/d=01",
      Columns: [{ Name: "n", Type: "int" }],
    });
    expect(await failure("ALTER TABLE parts ADD PARTITION (y=2023, d='01')")).toContain("Partition already exists.");
    await run("ALTER TABLE parts ADD IF NOT EXISTS PARTITION (y=2023, d='01') PARTITION (y=2026, d='01')");
    await run("ALTER TABLE parts PARTITION (y=2023, d='01') RENAME TO PARTITION (y=2022, d='02')");
    await run("ALTER TABLE parts PARTITION (y=2022, d='02') SET LOCATION 's3://lake/moved/'");
    expect((await partition("2022", "02"))?.StorageDescriptor).toMatchObject({
      Location: "s3://lake/moved/",
      Columns: [{ Name: "n", Type: "int" }],
    });
    await run("ALTER TABLE parts DROP PARTITION (y < 2024), PARTITION (y >= 2026, d='01')");
    expect(await lines("SHOW PARTITIONS parts")).toEqual(["y=2024/d=a%3Ab", "y=2025/d=01"]);
    await run("ALTER TABLE parts DROP IF EXISTS PARTITION (y = 1999)");
    expect(await failure("ALTER TABLE parts DROP PARTITION (y = 1999)")).toContain("Partition not found (y = '1999')");
    expect(await failure("ALTER TABLE parts ADD PARTITION (y=1)")).toContain(
      "does not fully match table partitioning: {y=1}",
    );
  });

  it("MSCK REPAIR TABLE adds Hive's folders, lists the others and those that are gone (documented)", async () => {
    await run("CREATE EXTERNAL TABLE repaired (n int) PARTITIONED BY (y int, d string) LOCATION 's3://lake/rep'");
    expect(await run("MSCK REPAIR TABLE lake.repaired")).toEqual({
      columns: [],
      rows: [["Tables missing on filesystem:\trepaired"]],
    });
    await put(
      "rep/y=2023/d=01/a",
      "rep/y=2024/d=a%3Ab/a",
      "rep/2024/01/a",
      "rep/_temporary/0/a",
      "rep/y=2024/loose",
      "report/y=1/d=2/a",
    );
    await run("ALTER TABLE repaired ADD PARTITION (y=2023, d='01') PARTITION (y=1999, d='01')");
    expect(await lines("MSCK REPAIR TABLE lake.repaired")).toEqual([
      "Partitions not in metastore:\trepaired:2024/01\trepaired:y=2024/d=a%3Ab",
      "Partitions missing from filesystem:\trepaired:y=1999/d=01",
      "Repair: Added partition to metastore repaired:y=2024/d=a%3Ab",
    ]);
    expect(await lines("SHOW PARTITIONS repaired")).toEqual(["y=1999/d=01", "y=2023/d=01", "y=2024/d=a%3Ab"]);
    expect(await lines("MSCK REPAIR TABLE repaired")).toEqual([
      "Partitions not in metastore:\trepaired:2024/01",
      "Partitions missing from filesystem:\trepaired:y=1999/d=01",
    ]);
  });

  it("MSCK REPAIR TABLE adds more partitions than one call of Glue takes", async () => {
    await run("CREATE EXTERNAL TABLE many (n int) PARTITIONED BY (k int) LOCATION 's3://lake/many/'");
    await put(...Array.from({ length: 130 }, (_, index) => `many/k=${index}/a`));
    expect(await lines("MSCK REPAIR TABLE many")).toHaveLength(131);
    expect(await lines("SHOW PARTITIONS many")).toHaveLength(130);
    await run("ALTER TABLE many DROP PARTITION (k >= 0)");
    expect(await lines("SHOW PARTITIONS many")).toEqual([]);
  });

  it("ALTER TABLE and MSCK REPAIR TABLE of an Iceberg table (recorded)", async () => {
    await glue.send(
      new glueSdk.CreateTableCommand({
        DatabaseName: "lake",
        TableInput: {
          Name: "ice",
          Parameters: { table_type: "ICEBERG" },
          StorageDescriptor: { Location: "s3://lake/ice/" },
        },
      }),
    );
    for (const sql of [
      "MSCK REPAIR TABLE ice",
      "ALTER TABLE ice ADD PARTITION (p=1)",
      "ALTER TABLE ice REPLACE COLUMNS (n int)",
    ])
      expect(await failure(sql)).toBe("Query type not supported by Athena Iceberg at this time");
  });

  it("MSCK REPAIR TABLE of no table is a line (recorded)", async () => {
    expect(await lines("MSCK REPAIR TABLE lake.nope")).toEqual(["Tables not in metastore:\tnope"]);
  });
});
