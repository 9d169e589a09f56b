// Parquet as Firehose writes it, read by pyarrow, whose reader is the Apache project's own. Skipped, saying so, without its environment.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../src/engines/sql/duckdb.ts";
import type { Sql } from "../../src/engines/sql/sql.ts";
import { jsonToParquet } from "../../src/formats/conversion/json-to-parquet.ts";
import { parseHiveType } from "../../src/formats/hive-type.ts";
import { environments } from "../../tools/python.mjs";

const python = join(environments.current.folder, "bin", "python");
const isThere = existsSync(python);
if (!isThere) console.log("Parquet with pyarrow: skipped, its environment is not there (npm test makes it)");

/** Prints the rows as JSON, with times as texts. */
const SCRIPT = `
import json, sys
import pyarrow.parquet as parquet
table = parquet.read_table(sys.argv[1], coerce_int96_timestamp_unit="us")
print(json.dumps([str(column.type) for column in table.columns]))
print(json.dumps(table.to_pylist(), default=str))
`;

describe.runIf(isThere)("pyarrow", () => {
  let folder: string;
  let sql: Sql;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-pyarrow-"));
    sql = await openDuckDb({ temporaryFolder: folder });
  });
  afterAll(async () => {
    await sql.close();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ["SNAPPY", true, "V1"],
    ["GZIP", false, "V2"],
    ["UNCOMPRESSED", true, "V2"],
  ] as const)("reads INT96 among other columns: %s, dictionaries %s, %s", async (compression, dictionary, version) => {
    const types = { n: "bigint", t: "timestamp", l: "array<struct<at:timestamp,s:string>>" };
    const columns = Object.entries(types).map(([name, text]) => ({ name, key: name, type: parseHiveType(text)! }));
    const rows = Array.from({ length: 5000 }, (_, n) => {
      const at = n % 5 === 0 ? null : `19${60 + (n % 40)}-01-02 03:04:05.${100_001 + n}`;
      return { n, t: at, l: n % 3 === 0 ? null : [{ at, s: `x${n % 4}` }].slice(n % 2) };
    });
    const [from, to] = [join(folder, "in.ndjson"), join(folder, "out.parquet")];
    await writeFile(from, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const session = await sql.session();
    const options = { compression, dictionary, version, rowGroupRows: 2048, padding: undefined };
    await jsonToParquet(session, from, to, { columns, caseInsensitive: true, timestamps: { kind: "sql" } }, options);
    await session.close();
    const { stdout, stderr } = spawnSync(python, ["-c", SCRIPT, to], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    expect(stderr).toBe("");
    const [found, read] = stdout.split("\n").map((line) => (line === "" ? undefined : (JSON.parse(line) as unknown)));
    expect(found).toEqual(["int64", "timestamp[us]", expect.stringContaining("timestamp[us]")]);
    expect(read).toEqual(rows);
  });
});
