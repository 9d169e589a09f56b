// Athena: a query over Parquet on S3 against the same query straight in DuckDB, and results in pages.
import {
  AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  type QueryExecution,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openDuckDb } from "../src/engines/sql/duckdb.ts";
import type { SqlSession } from "../src/engines/sql/sql.ts";
import { median, report } from "./report.ts";
import { startForebayServer } from "./server.ts";

const FLIGHTS = join(process.cwd(), "node_modules", "vega-datasets", "data", "flights-3m.parquet");
/** Copies of 3 million rows. */
const OBJECTS = 4;
const RUNS = 5;
const POLL_MS = 25;
const PAGED_ROWS = 100_000;
const BUCKET = "bench-athena";

const TABLE = `CREATE EXTERNAL TABLE flights (\`date\` timestamp, delay bigint, distance bigint, origin string, destination string)
  STORED AS PARQUET LOCATION 's3://${BUCKET}/flights/'`;

/** In Trino's words, and in DuckDB's. */
const queryOf = (percentile: string, from: string): string =>
  `SELECT origin, destination, count(*) AS n, avg(delay) AS late, ${percentile}(delay, 0.9) AS p90, stddev(distance) AS spread
   FROM ${from} WHERE delay > -30 GROUP BY origin, destination ORDER BY n DESC LIMIT 20`;

export async function benchAthena(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "forebay-bench-athena-"));
  const sql = await openDuckDb({ temporaryFolder: folder });
  const forebay = await startForebayServer();
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const config = { endpoint: forebay.endpoint, region: "us-east-1", credentials, forcePathStyle: true };
  const athena = new AthenaClient(config);
  try {
    await putObjects(config);
    await run(athena, "CREATE DATABASE bench");
    await run(athena, TABLE);
    await benchQuery(athena, await sql.session());
    const [shortMs] = await timed([() => run(athena, "SELECT 1")]);
    report("athena: SELECT 1, until it is SUCCEEDED", `${shortMs?.toFixed(0)} ms`, `polled every ${POLL_MS} ms`);
    await benchPages(athena);
  } finally {
    athena.destroy();
    await forebay.stop();
    await sql.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function benchQuery(athena: AthenaClient, session: SqlSession): Promise<void> {
  const files = Array.from({ length: OBJECTS }, () => `'${FLIGHTS}'`).join(", ");
  const straight = queryOf("quantile_disc", `read_parquet([${files}])`);
  const [queryMs = 0, duckDbMs = 0] = await timed([
    () => run(athena, queryOf("approx_percentile", "flights")),
    async () => (await session.run(straight)).rows(),
  ]);
  const ratio = `${(queryMs / duckDbMs).toFixed(2)} of DuckDB's own ${duckDbMs.toFixed(0)} ms`;
  report("athena: aggregation of 12 million rows", `${queryMs.toFixed(0)} ms`, ratio);
}

/** Milliseconds of each, the medians of runs in turn, so that a busy machine is busy for all. The first runs are for warmth. */
async function timed(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const runs = works.map((): number[] => []);
  for (let at = 0; at <= RUNS; at++)
    for (const [index, work] of works.entries()) {
      const begun = performance.now();
      await work();
      if (at > 0) runs[index]?.push(performance.now() - begun);
    }
  return runs.map(median);
}

async function putObjects(config: ConstructorParameters<typeof S3Client>[0]): Promise<void> {
  const s3 = new S3Client(config ?? {});
  const Body = await readFile(FLIGHTS);
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  for (let at = 0; at < OBJECTS; at++)
    await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: `flights/${at}.parquet`, Body }));
  s3.destroy();
}

async function run(athena: AthenaClient, QueryString: string): Promise<QueryExecution> {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString,
      QueryExecutionContext: { Database: "bench" },
      ResultConfiguration: { OutputLocation: `s3://${BUCKET}/results/` },
    }),
  );
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (QueryExecution && State === "SUCCEEDED") return QueryExecution;
    if (State === "FAILED" || State === "CANCELLED") throw new Error(StateChangeReason);
    await sleep(POLL_MS);
  }
}

async function benchPages(athena: AthenaClient): Promise<void> {
  const { QueryExecutionId } = await run(athena, `SELECT * FROM flights LIMIT ${PAGED_ROWS}`);
  const begun = performance.now();
  let rows = 0;
  for await (const { ResultSet } of paginateGetQueryResults({ client: athena, pageSize: 1000 }, { QueryExecutionId }))
    rows += ResultSet?.Rows?.length ?? 0;
  const perSecond = rows / ((performance.now() - begun) / 1000);
  report(
    "athena: GetQueryResults, pages of 1,000",
    `${Math.round(perSecond / 1000)}k rows/s`,
    `${rows - 1} rows of 5 columns, through the JS SDK`,
  );
}
