// ORC: writing and reading 3 million rows against the SQL engine's Parquet of the same rows.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDb } from "../src/engines/sql/duckdb.ts";
import type { SqlSession } from "../src/engines/sql/sql.ts";
import { writeOrc } from "../src/formats/conversion/json-to-orc.ts";
import type { HiveField } from "../src/formats/hive-type.ts";
import { openOrcFile } from "../src/formats/orc/reader.ts";
import { ORC_DEFAULTS } from "../src/formats/orc/writer.ts";
import { median, report } from "./report.ts";

const FLIGHTS = join(process.cwd(), "node_modules", "vega-datasets", "data", "flights-3m.parquet");
const RUNS = 3;
const COLUMNS: readonly HiveField[] = [
  { name: "date", type: { kind: "timestamp" } },
  { name: "delay", type: { kind: "bigint" } },
  { name: "distance", type: { kind: "bigint" } },
  { name: "origin", type: { kind: "string" } },
  { name: "destination", type: { kind: "string" } },
];
const SELECT = `SELECT date::TIMESTAMP AS date, delay::BIGINT AS delay, distance::BIGINT AS distance, origin, destination FROM '${FLIGHTS}'`;

export async function benchOrc(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-orc-"));
  const sql = await openDuckDb({ temporaryFolder: folder });
  try {
    const session = await sql.session();
    const [orc, parquet] = [join(folder, "flights.orc"), join(folder, "flights.parquet")];
    let rows = 0;
    const writeParquet = async (): Promise<void> => {
      ({ rowsChanged: rows } = await session.run(
        `COPY (${SELECT}) TO '${parquet}' (FORMAT parquet, COMPRESSION snappy)`,
      ));
    };
    const write = async (): Promise<unknown> =>
      writeOrc(await session.run(SELECT), orc, COLUMNS, { ...ORC_DEFAULTS, compression: "snappy" });
    await compare("orc: write", () => rows, write, writeParquet);
    await compare(
      "orc: read",
      () => rows,
      () => readOrc(orc),
      () => readVectors(session, `SELECT * FROM '${parquet}'`),
    );
    const [orcBytes, parquetBytes] = [(await stat(orc)).size, (await stat(parquet)).size];
    report(
      "orc: size",
      `${(orcBytes / 2 ** 20).toFixed(1)} MiB`,
      `${(orcBytes / parquetBytes).toFixed(2)} of DuckDB's Parquet`,
    );
  } finally {
    await sql.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(
  what: string,
  rows: () => number,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<void> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let run = 0; run < RUNS; run++) {
    times.theirs.push(await seconds(theirs));
    times.ours.push(await seconds(ours));
  }
  const [own, other] = [rows() / median(times.ours), rows() / median(times.theirs)];
  report(
    what,
    `${(own / 1e6).toFixed(2)}M rows/s`,
    `${(own / other).toFixed(2)} of DuckDB's Parquet, ${(other / 1e6).toFixed(2)}M rows/s`,
  );
}

async function seconds(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await call();
  return (performance.now() - start) / 1000;
}

async function readOrc(path: string): Promise<number> {
  const { file, close } = await openOrcFile(path);
  let rows = 0;
  for await (const batch of file.batches()) rows += batch.rows;
  await close();
  return rows;
}

async function readVectors(session: SqlSession, select: string): Promise<number> {
  let rows = 0;
  for await (const batch of (await session.run(select)).vectors()) rows += batch.rows;
  return rows;
}
