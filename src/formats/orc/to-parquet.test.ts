// ORC files through Parquet into the SQL engine: it finds the values that were written.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDuckDb } from "../../engines/sql/duckdb.ts";
import type { Sql } from "../../engines/sql/sql.ts";
import { duckDbType } from "../hive-type.ts";
import { plainRows } from "./plain-rows.ts";
import { openOrcFile } from "./reader.ts";
import { sampleVector, SAMPLE_COLUMNS } from "./sample-vectors.ts";
import { hiveTypeOf, orcSchema } from "./schema.ts";
import { orcToParquet } from "./to-parquet.ts";
import { ORC_DEFAULTS, OrcWriter } from "./writer.ts";

let folder: string;
let sql: Sql;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-orc-parquet-"));
  sql = await openDuckDb({ temporaryFolder: folder });
});
afterAll(async () => {
  await sql.close();
  await rm(folder, { recursive: true, force: true });
});

const schema = orcSchema(SAMPLE_COLUMNS);

async function inParquet(nullShare: number, wanted: readonly number[]) {
  const [from, to] = [join(folder, "a.orc"), join(folder, "a.parquet")];
  const writer = await OrcWriter.create(from, schema, { ...ORC_DEFAULTS, compression: "snappy" });
  const columns = schema.children.map((type) => sampleVector(type, 5000, nullShare, 7));
  await writer.write(columns, 5000);
  await writer.close();
  const { file, close } = await openOrcFile(from);
  await writeFile(
    to,
    orcToParquet(
      file,
      wanted.map((at) => ({ at, name: schema.fieldNames[at]! })),
    ),
  );
  await close();
  return { path: to, columns };
}

it("what else the process does goes on meanwhile", async () => {
  const path = join(folder, "long.orc");
  const writer = await OrcWriter.create(path, schema, { ...ORC_DEFAULTS, compression: "snappy" });
  for (let n = 0; n < 8; n++)
    await writer.write(
      schema.children.map((type) => sampleVector(type, 5000, 0, n)),
      5000,
    );
  await writer.close();
  const { file, close } = await openOrcFile(path);
  let [turns, isDone] = [0, false];
  const turn = (): void => void (turns++, isDone || setImmediate(turn));
  setImmediate(turn);
  for await (const _ of orcToParquet(file, [{ at: 0, name: "a" }]));
  isDone = true;
  await close();
  expect(turns).toBeGreaterThan(15);
});

it.each([0, 0.2, 1])("every type comes through, with NULLs at %d", async (nullShare) => {
  const all = schema.children.map((_, at) => at);
  const { path, columns } = await inParquet(nullShare, all);
  const session = await sql.session();
  const described = await (await session.run(`DESCRIBE SELECT * FROM '${path}'`)).rows();
  schema.children.forEach((type, at) =>
    expect(described[at]![1]).toBe(duckDbType(hiveTypeOf(type)).replaceAll('"', "")),
  );
  // Nested values and times go through JSON, whatever the engine's own spelling.
  for (const [at, type] of schema.children.entries()) {
    const name = schema.fieldNames[at]!;
    const result = await session.run(`SELECT to_json(v) FROM (SELECT "${name}" v FROM '${path}')`);
    const found = (await result.rows()).map(([text]) =>
      text === null ? null : (JSON.parse(text as string) as unknown),
    );
    const wanted = plainRows(type, columns[at]!);
    expect(found.length).toBe(wanted.length);
    const numbers =
      ["tinyint", "smallint", "int", "boolean"].includes(type.kind) || type.kind === "list" || type.kind === "struct";
    if (numbers || ["string", "char", "varchar", "date"].includes(type.kind)) expect(found, name).toEqual(wanted);
    else if (type.kind === "float" || type.kind === "double")
      found.forEach((value, row) =>
        value === null ? expect(wanted[row]).toBeNull() : expect(value).toBeCloseTo(wanted[row] as number, 2),
      );
    else
      expect(
        found.map((value) => value === null),
        name,
      ).toEqual(wanted.map((value) => value === null));
  }
  const { rows } = await exactly(path, "a_bigint, a_decimal, a_long_decimal, a_timestamp");
  const names = ["a_bigint", "a_decimal", "a_long_decimal", "a_timestamp"];
  names.forEach((name, column) => {
    const at = schema.fieldNames.indexOf(name);
    const wanted = plainRows(schema.children[at]!, columns[at]!).map(String);
    const shown = rows.map((row) => String(row[column] as string | bigint | null));
    if (name === "a_timestamp") expect(shown.map(micros)).toEqual(wanted.map(micros));
    else expect(shown.map((text) => (text.includes(".") ? text.replace(/\.?0+$/, "") : text))).toEqual(wanted);
  });
  await session.close();
});

const micros = (text: string): string =>
  text.includes(".") ? text.replace(/(\.\d{1,6})\d*$/, "$1").replace(/\.?0*$/, "") : text;

async function exactly(path: string, items: string) {
  const session = await sql.session();
  try {
    return { rows: await (await session.run(`SELECT ${items} FROM '${path}'`)).rows() };
  } finally {
    await session.close();
  }
}

it("no column wanted: the rows are counted", async () => {
  const { path } = await inParquet(0.2, []);
  expect((await exactly(path, "count(*)")).rows).toEqual([[5000n]]);
});
