import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../engines/sql/duckdb.ts";
import type { Sql } from "../../engines/sql/sql.ts";
import { formatHiveType } from "../hive-type.ts";
import { footerLength, type ParquetFooter, readFooter } from "./footer.ts";
import { parquetColumns } from "./hive-schema.ts";

/** A map without values, which the format allows and DuckDB refuses. */
const UNREAD_BY_DUCKDB = new Set(["map_no_value.parquet"]);

const vectors = new URL("../../../../shared/vectors/parquet/", import.meta.url);

function read(file: URL): ParquetFooter | undefined {
  const bytes = readFileSync(file);
  const length = footerLength(bytes.subarray(-8), bytes.length);
  return length === undefined ? undefined : readFooter(bytes.subarray(bytes.length - 8 - length));
}

describe.skipIf(!existsSync(vectors))("Parquet footers (need ../shared/vectors)", () => {
  let sql: Sql;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "footer-"));
    sql = await openDuckDb({ temporaryFolder: folder });
  });
  afterAll(async () => {
    await sql.close();
    await rm(folder, { recursive: true });
  });

  it("have the columns and rows that DuckDB finds in the same files", async () => {
    const session = await sql.session();
    let compared = 0;
    for (const name of readdirSync(new URL("data/", vectors)).filter((file) => file.endsWith(".parquet"))) {
      const file = new URL(`data/${name}`, vectors);
      const footer = read(file);
      if (footer === undefined) continue; // encrypted, which DuckDB cannot read either
      const path = file.pathname.replaceAll("'", "''");
      if (UNREAD_BY_DUCKDB.has(name)) continue;
      const query = async (statement: string) => (await session.run(statement)).rows();
      const names = await query(`SELECT name FROM parquet_schema('${path}') WHERE name IS NOT NULL`);
      const counts = await query(`SELECT num_rows FROM parquet_file_metadata('${path}')`);
      const found = new Set(names.map(([column]) => column));
      expect(Number(counts[0]?.[0]), name).toBe(footer.rowCount);
      for (const column of parquetColumns(footer.root)) expect(found, name).toContain(column.name);
      compared++;
    }
    await session.close();
    expect(compared).toBeGreaterThan(60);
  });

  it.each([
    [
      "nonnullable.impala.parquet",
      "nested_Struct",
      "struct<a:int,B:array<int>,c:struct<D:array<array<struct<e:int,f:string>>>>,G:map<string,struct<h:struct<i:array<double>>>>>",
    ],
    ["repeated_no_annotation.parquet", "phoneNumbers", "struct<phone:array<struct<number:bigint,kind:string>>>"],
    ["old_list_structure.parquet", "a", "array<struct<array:array<int>>>"],
    ["nested_lists.snappy.parquet", "a", "array<array<array<string>>>"],
  ])("%s: %s is %s", (name, column, expected) => {
    const footer = read(new URL(`data/${name}`, vectors))!;
    const found = parquetColumns(footer.root).find((candidate) => candidate.name === column);
    expect(found && formatHiveType(found.type)).toBe(expected);
  });

  it("damaged bytes are no footer, and nothing is thrown", () => {
    const bytes = readFileSync(new URL("data/nonnullable.impala.parquet", vectors));
    const length = footerLength(bytes.subarray(-8), bytes.length)!;
    const footer = bytes.subarray(bytes.length - 8 - length, -8);
    for (let end = 0; end < footer.length; end += 7) readFooter(footer.subarray(0, end));
    for (let at = 0; at < footer.length; at += 3) {
      const mutated = Buffer.from(footer);
      mutated[at] = (mutated[at]! + 0x5b) & 0xff;
      expect(() => readFooter(mutated)).not.toThrow();
    }
    expect(readFooter(Buffer.alloc(0))).toBeUndefined();
    expect(footerLength(Buffer.from("\xff\xff\xff\x7fPAR1", "latin1"), 100)).toBeUndefined();
  });
});
