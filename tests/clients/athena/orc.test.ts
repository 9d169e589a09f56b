// Tables kept as ORC: read by position and by name, written by CTAS, INSERT INTO and UNLOAD.
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Platform } from "./platform.ts";

const VECTORS = new URL("../../../../shared/vectors/orc/", import.meta.url);

let platform: Platform;
const rows = async (sql: string): Promise<(string | null)[][]> => (await platform.query(sql)).rows;
const scanned = async (sql: string): Promise<number> =>
  (await platform.query(sql)).execution.Statistics?.DataScannedInBytes ?? -1;
beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

describe("ORC", () => {
  test("CTAS writes it, partitioned, and SELECT reads what is needed of it", async () => {
    await platform.query(`CREATE TABLE written WITH (format = 'ORC', write_compression = 'SNAPPY', partitioned_by = ARRAY['p']) AS
      SELECT n AS id, 'name ' || CAST(n AS varchar) AS name, CAST(n AS decimal(20,2)) / 4 AS price,
        timestamp '2024-02-29 12:34:56.789' AS at, ARRAY[n, n + 1] AS list, MAP(ARRAY['k'], ARRAY[n]) AS pairs,
        CAST(ROW(n, 'x') AS ROW(a integer, b varchar)) AS both, n % 2 AS p
      FROM UNNEST(sequence(1, 5000)) AS t(n)`);
    expect(await rows("SELECT count(*), sum(id), min(name), max(price), count(DISTINCT p) FROM written")).toEqual([
      ["5000", "12502500", "name 1", "1250.00", "2"],
    ]);
    expect(await rows("SELECT * FROM written WHERE id = 7")).toEqual([
      ["7", "name 7", "1.75", "2024-02-29 12:34:56.789", "[7, 8]", "{k=7}", "{a=7, b=x}", "1"],
    ]);
    expect(await rows("SELECT DISTINCT regexp_extract(\"$path\", 'p=\\d') FROM written WHERE p = 0")).toEqual([
      ["p=0"],
    ]);
    const [narrow, wide] = [await scanned("SELECT sum(id) FROM written"), await scanned("SELECT * FROM written")];
    expect(narrow).toBeGreaterThan(0);
    expect(wide).toBeGreaterThan(narrow * 3);
    expect(await scanned("SELECT count(*) FROM written")).toBe(0);
  });

  test("INSERT INTO and UNLOAD write it", async () => {
    await platform.query("CREATE EXTERNAL TABLE grown (a int, b string) STORED AS ORC LOCATION 's3://lake/grown/'");
    await platform.query("INSERT INTO grown VALUES (1, 'one'), (2, NULL)");
    await platform.query("INSERT INTO grown SELECT a + 2, 'more' FROM grown");
    expect(await rows("SELECT * FROM grown ORDER BY a")).toEqual([
      ["1", "one"],
      ["2", null],
      ["3", "more"],
      ["4", "more"],
    ]);
    await platform.query(
      "UNLOAD (SELECT a, b FROM grown) TO 's3://lake/unloaded/' WITH (format = 'ORC', compression = 'ZSTD')",
    );
    await platform.query(
      "CREATE EXTERNAL TABLE unloaded (x int, y string) STORED AS ORC LOCATION 's3://lake/unloaded/'",
    );
    expect(await rows("SELECT count(*), sum(x) FROM unloaded")).toEqual([["4", "10"]]);
    await expect(
      platform.query("UNLOAD (SELECT 1 a) TO 's3://lake/none/' WITH (format = 'ORC', compression = 'GZIP')"),
    ).rejects.toThrow("Compression GZIP is not supported for orc");
  });

  test("columns are found by position, or by name where the SerDe says so (documented)", async () => {
    await platform.query(
      "CREATE TABLE source WITH (format = 'ORC', external_location = 's3://lake/source/') AS SELECT 1 a, 'x' b",
    );
    await platform.query(
      "CREATE EXTERNAL TABLE moved (c int, d string, e int) STORED AS ORC LOCATION 's3://lake/source/'",
    );
    expect(await rows("SELECT * FROM moved")).toEqual([["1", "x", null]]);
    await platform.query(`CREATE EXTERNAL TABLE named (b string, z int, a bigint)
      ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde' WITH SERDEPROPERTIES ('orc.column.index.access' = 'false')
      STORED AS ORC LOCATION 's3://lake/source/'`);
    expect(await rows("SELECT * FROM named")).toEqual([["x", null, "1"]]);
  });

  test("what is no ORC file fails the query, and says which", async () => {
    await platform.put("noorc/a", "this is no ORC file at all");
    await platform.query("CREATE EXTERNAL TABLE noorc (a string) STORED AS ORC LOCATION 's3://lake/noorc/'");
    await expect(rows("SELECT * FROM noorc")).rejects.toThrow(
      /^HIVE_BAD_DATA: The ORC file is damaged.*s3:\/\/lake\/noorc\/a/,
    );
  });
});

describe.skipIf(!existsSync(VECTORS))("ORC's example files (need ../shared/vectors)", () => {
  test("of other writers are read", async () => {
    await platform.put("theirs/a.orc", readFileSync(new URL("TestOrcFile.test1.orc", VECTORS)));
    await platform.query(`CREATE EXTERNAL TABLE theirs (boolean1 boolean, byte1 tinyint, short1 smallint, int1 int, long1 bigint,
      float1 float, double1 double, bytes1 binary, string1 string, middle struct<list:array<struct<int1:int,string1:string>>>,
      items array<struct<int1:int,string1:string>>, pairs map<string,struct<int1:int,string1:string>>) STORED AS ORC LOCATION 's3://lake/theirs/'`);
    expect(
      await rows(
        "SELECT boolean1, byte1, long1, string1, middle.list[2].string1, cardinality(items), pairs['chani'].int1 FROM theirs ORDER BY byte1 DESC LIMIT 1",
      ),
    ).toEqual([["true", "100", "9223372036854775807", "bye", "sigh", "3", "5"]]);
  });

  test("LZO is refused", async () => {
    await platform.put("lzo/a.orc", readFileSync(new URL("TestVectorOrcFile.testLzo.orc", VECTORS)));
    await platform.query("CREATE EXTERNAL TABLE lzo (x int) STORED AS ORC LOCATION 's3://lake/lzo/'");
    await expect(rows("SELECT * FROM lzo")).rejects.toThrow(
      "HIVE_UNSUPPORTED_FORMAT: ORC files compressed with LZO are not supported",
    );
  });
});
