import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../engines/sql/duckdb.ts";
import type { Sql, SqlSession } from "../../engines/sql/sql.ts";
import { parseHiveType } from "../hive-type.ts";
import { jsonToParquet, type JsonSchema, type ParquetOptions } from "../conversion/json-to-parquet.ts";

let folder: string;
let sql: Sql;
let session: SqlSession;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-hive-parquet-"));
  sql = await openDuckDb({ temporaryFolder: folder });
  session = await sql.session();
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true, force: true });
});

const TYPES = {
  n: "int",
  t: "timestamp",
  s: "string",
  l: "array<timestamp>",
  m: "map<timestamp,struct<at:timestamp,d:decimal(20,2)>>",
  z: "struct<a:array<struct<t:timestamp>>,b:bigint>",
};

function schemaOf(types: Record<string, string>): JsonSchema {
  const columns = Object.entries(types).map(([name, text]) => ({ name, key: name, type: parseHiveType(text)! }));
  return { columns, caseInsensitive: true, timestamps: { kind: "sql" } };
}

const time = (n: number): string => new Date(Date.UTC(1960, 0, 1) + n * 3_723_000_123).toISOString().slice(0, 23);
const at = (n: number): string | null => (n % 7 === 0 ? null : `${time(n).replace("T", " ")}456`);

/** Every kind of absence: NULLs, empty lists, NULL lists, missing keys. `distinct`: how many different times there are. */
function rowOf(n: number, distinct: number): object {
  const k = n % distinct;
  return {
    n,
    t: at(k),
    s: `x${n % 3}`,
    l: n % 5 === 0 ? null : Array.from({ length: n % 4 }, (_, i) => at(k + i)),
    ...(n % 6 !== 0 && { m: { [at(k) ?? "2000-01-01 00:00:00"]: { at: at(k + 1), d: "1.50" } } }),
    z: n % 11 === 0 ? null : { a: [{ t: at(k) }, null], b: n },
  };
}

const options: ParquetOptions = {
  compression: "SNAPPY",
  dictionary: true,
  version: "V1",
  rowGroupRows: 4096,
  padding: undefined,
};

async function convert(rows: number, distinct: number, given: Partial<ParquetOptions> = {}) {
  const [from, to] = [join(folder, "in.ndjson"), join(folder, "out.parquet")];
  const lines = Array.from({ length: rows }, (_, n) => `${JSON.stringify(rowOf(n, distinct))}\n`);
  await writeFile(from, lines.join(""));
  await jsonToParquet(session, from, to, schemaOf(TYPES), { ...options, ...given });
  return { from, to };
}

/** In a text, so that times compare without a type of their own. */
const rowsOf = async (source: string): Promise<unknown> =>
  (await session.run(`SELECT n, t::VARCHAR, s, l::VARCHAR, m::VARCHAR, z::VARCHAR FROM ${source} ORDER BY n`)).rows();

const READ = `n: 'INT', t: 'TIMESTAMP', s: 'VARCHAR', l: 'TIMESTAMP[]',
  m: 'MAP(TIMESTAMP, STRUCT("at" TIMESTAMP, d DECIMAL(20,2)))', z: 'STRUCT(a STRUCT(t TIMESTAMP)[], b BIGINT)'`;

describe("timestamps in Parquet", () => {
  it.each([
    ["few, in dictionaries", 40, {}],
    ["many", 1e9, {}],
    ["without dictionaries", 40, { dictionary: false }],
    ["zipped", 40, { compression: "GZIP" }],
    ["as they are", 1e9, { compression: "UNCOMPRESSED", version: "V2" }],
  ] as const)("are INT96 at every depth, in every row group: %s", async (_, distinct, given) => {
    const { from, to } = await convert(10_000, distinct, given);
    expect(await rowsOf(`'${to}'`)).toEqual(await rowsOf(`read_json('${from}', columns = {${READ}})`));
    const metadata = await session.run(
      `SELECT path_in_schema, type, compression FROM parquet_metadata('${to}') WHERE row_group_id = 2 ORDER BY column_id`,
    );
    const { compression } = { ...options, ...given };
    const leaves = await metadata.rows();
    expect(leaves).toHaveLength(9);
    expect(leaves.filter(([, type]) => type === "INT96")).toEqual(
      ["t", "l, list, element", "m, key_value, key", "m, key_value, value, at", "z, a, list, element, t"].map(
        (path) => [path, "INT96", compression],
      ),
    );
    const groups = await session.run(`SELECT num_rows, num_row_groups FROM parquet_file_metadata('${to}')`);
    expect(await groups.rows()).toEqual([[10_000n, 3n]]);
    const nulls = await session.run(
      `SELECT sum(stats_null_count) = (SELECT count(*) FROM '${to}' WHERE t IS NULL) FROM parquet_metadata('${to}') WHERE path_in_schema = 't'`,
    );
    expect(await nulls.rows()).toEqual([[true]]);
  });

  it("are kept to the microsecond, however far away", async () => {
    const [from, to] = [join(folder, "far.ndjson"), join(folder, "far.parquet")];
    const texts = ["0001-01-01 00:00:00", "1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999"];
    await writeFile(from, texts.map((t) => `${JSON.stringify({ t })}\n`).join(""));
    await jsonToParquet(session, from, to, schemaOf({ t: "timestamp" }), options);
    expect(await (await session.run(`SELECT typeof(t), t::VARCHAR FROM '${to}'`)).rows()).toEqual(
      texts.map((text) => ["TIMESTAMP", text]),
    );
  });
});

describe("row groups", () => {
  it("begin in a new block where little is lost by it", async () => {
    const blockBytes = 100_000;
    const { from, to } = await convert(30_000, 1e9, { padding: { blockBytes, maxBytes: blockBytes } });
    expect(await rowsOf(`'${to}'`)).toEqual(await rowsOf(`read_json('${from}', columns = {${READ}})`));
    const result = await session.run(
      `SELECT min(coalesce(dictionary_page_offset, data_page_offset)), sum(total_compressed_size) FROM parquet_metadata('${to}') GROUP BY row_group_id ORDER BY 1`,
    );
    const groups = (await result.rows()).map(([start, size]) => [Number(start), Number(size)] as const);
    expect(groups.length).toBe(8);
    for (const [start, size] of groups)
      if (size < blockBytes) expect(Math.floor(start / blockBytes)).toBe(Math.floor((start + size - 1) / blockBytes));
    expect(groups.some(([start]) => start % blockBytes === 0)).toBe(true);
  });
});
