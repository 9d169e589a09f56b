// Tables of small objects: they share files while a query reads them, and every row is as if they did not.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Platform } from "./platform.ts";

let platform: Platform;
const rows = async (sql: string): Promise<(string | null)[][]> => (await platform.query(sql)).rows;
beforeAll(async () => {
  platform = await Platform.start();
  await platform.query("CREATE DATABASE db");
});
afterAll(() => platform[Symbol.asyncDispose]());

test("text with and without a last newline, with other line ends, with a mark, in partitions, compressed or not", async () => {
  const bodies = ["1,a\n2,b", "3,c\n", "4,d\r\n5,e\r\n", "\uFEFF6,f\n", "7,g"];
  for (const [n, body] of bodies.entries()) {
    await platform.put(`text/p=x/${n}`, body);
    await platform.put(`text/p=y%2F/${n}`, body);
  }
  await platform.query(
    "CREATE EXTERNAL TABLE text_t (n string, word string) PARTITIONED BY (p string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/text/'",
  );
  await platform.query("MSCK REPAIR TABLE text_t");
  expect(
    await rows("SELECT p, count(*), array_join(array_agg(word ORDER BY word), '') FROM text_t GROUP BY p ORDER BY p"),
  ).toEqual([
    ["x", "7", "abcdefg"],
    ["y/", "7", "abcdefg"],
  ]);
  expect(await rows("SELECT \"$path\", count(*) FROM text_t WHERE p = 'x' GROUP BY 1 ORDER BY 1")).toEqual(
    [2, 1, 2, 1, 1].map((count, n) => [`s3://lake/text/p=x/${n}`, String(count)]),
  );
});

test("JSON whose last objects have no newline; header lines are skipped in each object", async () => {
  for (let n = 0; n < 40; n++) {
    await platform.put(`json/${n}`, `{"Id":${n}}\n{"id":${n}}`);
    await platform.put(`header/${n}`, `id\n${n}`);
  }
  await platform.query(
    "CREATE EXTERNAL TABLE json_t (id int) ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://lake/json/'",
  );
  await platform.query(
    "CREATE EXTERNAL TABLE header_t (id int) LOCATION 's3://lake/header/' TBLPROPERTIES ('skip.header.line.count' = '1')",
  );
  expect(await rows("SELECT count(*), sum(id) FROM json_t")).toEqual([["80", "1560"]]);
  expect(await rows("SELECT count(*), sum(id) FROM header_t")).toEqual([["40", "780"]]);
});

test("what one object takes does not touch the next: quotes that are not closed", async () => {
  await platform.put("quoted/1", '1,"open\n2,x');
  await platform.put("quoted/2", "3,y\n4,z\n");
  await platform.query(
    "CREATE EXTERNAL TABLE quoted_t (id string, word string) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/quoted/'",
  );
  expect(await rows("SELECT id, word FROM quoted_t ORDER BY id")).toEqual([
    ["1", '"open'],
    ["2", "x"],
    ["3", "y"],
    ["4", "z"],
  ]);
});
