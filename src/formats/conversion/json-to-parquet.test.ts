import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../engines/sql/duckdb.ts";
import type { Sql, SqlSession } from "../../engines/sql/sql.ts";
import { parseHiveType } from "../hive-type.ts";
import type { TimestampReading } from "./hive-projection.ts";
import { hasNulls, hasOtherSpellings, jsonToParquet, type JsonSchema, type ParquetOptions } from "./json-to-parquet.ts";

let folder: string;
let sql: Sql;
let session: SqlSession;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-conversion-"));
  sql = await openDuckDb({ temporaryFolder: folder });
  session = await sql.session();
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true, force: true });
});

const snappy: ParquetOptions = {
  compression: "SNAPPY",
  dictionary: true,
  version: "V1",
  rowGroupRows: 122_880,
  padding: undefined,
};

function schemaOf(types: Record<string, string>, timestamps: TimestampReading = { kind: "openx" }): JsonSchema {
  const columns = Object.entries(types).map(([name, text]) => {
    const type = parseHiveType(text);
    if (!type) throw new Error(text);
    return { name, key: name, type };
  });
  return { columns, caseInsensitive: true, timestamps };
}

async function convert(lines: readonly string[], schema: JsonSchema, options = snappy): Promise<unknown> {
  const from = join(folder, "in.ndjson");
  const to = join(folder, "out.parquet");
  await writeFile(from, lines.map((line) => `${line}\n`).join(""));
  const { rows } = await jsonToParquet(session, from, to, schema, options);
  expect(rows).toBe(lines.length);
  return (await session.run(`SELECT * FROM '${to}'`)).rows();
}

describe("jsonToParquet", () => {
  it("reads every primitive type", async () => {
    const schema = schemaOf({ a: "int", b: "bigint", c: "double", d: "decimal(5,2)", e: "boolean", f: "string" });
    const line = '{"a":1,"b":9007199254740993,"c":1.5,"d":12.34,"e":true,"f":"x"}';
    expect(await convert([line], schema)).toEqual([[1, 9007199254740993n, 1.5, "12.34", true, "x"]]);
  });

  it("takes whole numbers however they are written", async () => {
    const schema = schemaOf({ a: "int", b: "bigint", c: "array<bigint>", d: "map<int,tinyint>" });
    const lines = ['{"a":1.0,"b":2.0,"c":[3.0,null],"d":{"4":-5.0}}', '{"a":"1","b":"9223372036854775807"}'];
    expect(await convert(lines, schema)).toEqual([
      [1, 2n, [3n, null], new Map([[4, -5]])],
      [1, 9223372036854775807n, null, null],
    ]);
  });

  it("converts items of lists beside columns of any name", async () => {
    const schema = schemaOf({ e: "boolean", item: "string", list: "array<array<timestamp>>", map: "map<string,int>" });
    const line = '{"e":true,"item":"x","list":[["2020-01-02 03:04:05"]],"map":{"k":1}}';
    const row = [true, "x", [["2020-01-02 03:04:05"]], new Map([["k", 1]])];
    expect(await convert([line, '{"e":null}'], schema)).toEqual([row, [null, null, null, null]]);
  });

  it("lets keys lack and others stand", async () => {
    expect(await convert(['{"a":1}', '{"b":2,"z":3}', "{}"], schemaOf({ a: "int", b: "int" }))).toEqual([
      [1, null],
      [null, 2],
      [null, null],
    ]);
  });

  it("reads the OpenX SerDe's timestamp formats", async () => {
    const values = [
      '"2017-02-07T15:13:01.39256Z"',
      '"2017-2-7 15:13:01.14"',
      "1518033528",
      "1518033528123",
      "1518033528.123",
    ];
    const rows = await convert(
      values.map((value) => `{"t":${value}}`),
      schemaOf({ t: "timestamp" }),
    );
    expect(rows).toEqual([
      ["2017-02-07 15:13:01.39256"],
      ["2017-02-07 15:13:01.14"],
      ["2018-02-07 19:58:48"],
      ["2018-02-07 19:58:48.123"],
      ["2018-02-07 19:58:48.123"],
    ]);
  });

  it("converts timestamps, dates and binaries inside structs, lists and maps", async () => {
    const schema = schemaOf({
      s: "struct<At:timestamp,n:int>",
      l: "array<struct<d:date>>",
      m: "map<string,timestamp>",
      v: "varchar(2)",
    });
    const line = '{"s":{"at":1518033528,"n":1},"l":[{"d":"2020-1-2"}],"m":{"k":"2020-01-02 03:04:05"},"v":"abc"}';
    expect(await convert([line, '{"s":null}'], schema)).toEqual([
      [{ at: "2018-02-07 19:58:48", n: 1 }, [{ d: "2020-01-02" }], new Map([["k", "2020-01-02 03:04:05"]]), "ab"],
      [null, null, null, null],
    ]);
  });

  it("reads timestamps by given formats", async () => {
    const schema = schemaOf({ t: "timestamp" }, { kind: "formats", formats: ["%d/%m/%Y %H:%M"], epochMillis: true });
    expect(await convert(['{"t":"02/01/2020 03:04"}', '{"t":1518033528123}'], schema)).toEqual([
      ["2020-01-02 03:04:00"],
      ["2018-02-07 19:58:48.123"],
    ]);
  });

  it.each([
    ["no JSON", "nope", "int"],
    ["a document that does not end", '{"a":1', "int"],
    ["a word for a number", '{"a":"oops"}', "int"],
    ["a number that is too large", '{"a":3000000000}', "int"],
    ["an object for a number", '{"a":{}}', "int"],
    ["a fraction for a whole number", '{"a":1.5}', "int"],
    ["a text of a fraction for a whole number", '{"a":"1.5"}', "smallint"],
    ["a fraction for a long number", '{"a":1234567890123.5}', "bigint"],
    ["a very small number for a long one", '{"a":1e-9}', "bigint"],
    ["a fraction in a list", '{"a":[1,2.5]}', "array<int>"],
    ["a fraction in a struct", '{"a":{"n":2.5}}', "struct<n:bigint>"],
    ["a number for a list", '{"a":1}', "array<int>"],
    ["a timestamp with an offset", '{"a":"2026-04-23T20:48:32+00:00"}', "timestamp"],
    ["a word for a date", '{"a":"today"}', "date"],
  ])("fails on %s", async (_, line, type) => {
    await expect(convert(["{}", line], schemaOf({ a: type }))).rejects.toMatchObject({ kind: "invalid" });
  });

  it.each([
    [{ ...snappy, compression: "GZIP" }, "GZIP"],
    [{ ...snappy, compression: "UNCOMPRESSED" }, "UNCOMPRESSED"],
  ] as const)("compresses as told", async (options, codec) => {
    await convert(['{"a":1}'], schemaOf({ a: "int" }), options);
    const result = await session.run(`SELECT compression FROM parquet_metadata('${join(folder, "out.parquet")}')`);
    expect(await result.rows()).toEqual([[codec]]);
  });

  it("writes no dictionaries when told so", async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `{"a":"x${index % 3}"}`);
    await convert(lines, schemaOf({ a: "string" }), { ...snappy, dictionary: false });
    const result = await session.run(`SELECT encodings FROM parquet_metadata('${join(folder, "out.parquet")}')`);
    expect(await result.rows()).toEqual([["PLAIN"]]);
  });
});

describe("keys spelled otherwise", () => {
  it("are found at every depth", async () => {
    const schema = schemaOf({ a: "struct<inner:int>", b_c: "int" });
    const from = join(folder, "keys.ndjson");
    const lower = { lowerCase: true, dotsToUnderscores: false };
    const both = { lowerCase: true, dotsToUnderscores: true };
    await writeFile(from, '{"a":{"inner":1},"z":"\\"A\\":"}\n');
    expect(await hasOtherSpellings(session, from, schema, lower)).toBe(false);
    await writeFile(from, '{"a":{"Inner":1}}\n');
    expect(await hasOtherSpellings(session, from, schema, lower)).toBe(true);
    await writeFile(from, '{"b.c":1}\n');
    expect(await hasOtherSpellings(session, from, schema, lower)).toBe(false);
    expect(await hasOtherSpellings(session, from, schema, both)).toBe(true);
  });

  it("leave NULLs behind", async () => {
    await convert(['{"a":1}', '{"A":1}'], schemaOf({ a: "int" }));
    expect(await hasNulls(session, join(folder, "out.parquet"))).toBe(true);
    await convert(['{"a":1}'], schemaOf({ a: "int" }));
    expect(await hasNulls(session, join(folder, "out.parquet"))).toBe(false);
  });
});
