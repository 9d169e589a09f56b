import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDuckDb } from "../../engines/sql/duckdb.ts";
import type { Sql, SqlSession } from "../../engines/sql/sql.ts";
import { parseHiveType, type HiveType } from "../hive-type.ts";
import { findBadLines } from "./bad-lines.ts";

let folder: string;
let sql: Sql;
let session: SqlSession;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-bad-lines-"));
  sql = await openDuckDb({ temporaryFolder: folder });
  session = await sql.session();
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true, force: true });
});

const typeOf = (text: string): HiveType => {
  const type = parseHiveType(text);
  if (!type) throw new Error(text);
  return type;
};

async function find(type: string, lines: readonly string[]): Promise<unknown> {
  const from = join(folder, "lines.ndjson");
  await writeFile(from, lines.map((line) => `${line}\n`).join(""));
  const columns = [{ name: "a", key: "a", type: typeOf(type) }];
  return findBadLines(session, from, { columns, caseInsensitive: true, timestamps: { kind: "openx" } });
}

it.each([
  [
    "int",
    ['{"a":1}', '{"a":"oops"}', '{"a":null}', "{}", "nope", '{"b":1}', '{"a":3000000000}', '{"a":{}}'],
    [1, 4, 6, 7],
  ],
  ["tinyint", ['{"a":1.5}', '{"a":-1.0}', '{"a":128}'], [0, 2]],
  ["bigint", ['{"a":1.5}', '{"a":-1.0}', '{"a":9007199254740993}', '{"a":9223372036854775808}', '{"a":null}'], [0, 3]],
  ["string", ['{"a":1}', '{"a":{}}', "["], [2]],
  ["timestamp", ['{"a":"2020-01-02 03:04:05"}', '{"a":1518033528}', '{"a":"soon"}', '{"a":null}'], [2]],
  ["date", ['{"a":"2020-01-02"}', '{"a":"2020-13-02"}'], [1]],
  ["array<int>", ['{"a":[1,"2"]}', '{"a":["x"]}', '{"a":1}'], [1, 2]],
  ["map<string,timestamp>", ['{"a":{"k":"2020-01-02 03:04:05"}}', '{"a":{"k":"x"}}'], [1]],
])("finds the lines that do not become %s", async (type, lines, bad) => {
  expect(await find(type, lines)).toEqual({ bad, doubtful: [] });
});

it("leaves values with structs in doubt", async () => {
  const lines = ['{"a":{"b":1,"c":2}}', '{"a":{"b":1}}', '{"a":{"b":"x","c":1}}', '{"a":5}', "x"];
  expect(await find("struct<b:int,c:int>", lines)).toEqual({ bad: [4], doubtful: [1, 2, 3] });
});
