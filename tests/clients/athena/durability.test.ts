// Queries when the server is killed: none hangs, what only reads runs again, what writes is FAILED.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AthenaClient,
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type QueryExecution,
} from "@aws-sdk/client-athena";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";

const LONG =
  "SELECT count(*) AS n FROM UNNEST(sequence(1, 100000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 1000000)) AS b(y) WHERE (x * y) % 7 = 8";

let server: Bundle;
let folder: string;
beforeAll(async () => {
  server = await bundle("../clients/athena/server.child.ts");
  folder = await mkdtemp(join(tmpdir(), "forebay-athena-kill-"));
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const { endpoint, kill } = await startServer(server, folder);
  const config = {
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    forcePathStyle: true,
  };
  return { config, kill };
}

const run = async (athena: AthenaClient, QueryString: string): Promise<string> => {
  const ResultConfiguration = { OutputLocation: "s3://lake/results/" };
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({ QueryString, ResultConfiguration, QueryExecutionContext: { Database: "db" } }),
  );
  return QueryExecutionId as string;
};

async function until(
  athena: AthenaClient,
  QueryExecutionId: string,
  ...states: readonly string[]
): Promise<QueryExecution> {
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    if (QueryExecution && states.includes(QueryExecution.Status?.State ?? "")) return QueryExecution;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("kill -9 while queries run", async () => {
  const first = await start();
  const before = new AthenaClient(first.config);
  await new S3Client(first.config).send(new CreateBucketCommand({ Bucket: "lake" }));
  await until(before, await run(before, "CREATE DATABASE db"), "SUCCEEDED");
  const done = await run(before, "SELECT 1");
  await until(before, done, "SUCCEEDED");
  const reading = await run(before, LONG);
  const writing = await run(before, `CREATE TABLE t AS ${LONG}`);
  await until(before, reading, "RUNNING");
  await until(before, writing, "RUNNING");
  await first.kill();

  const second = await start();
  const after = new AthenaClient(second.config);
  try {
    expect((await until(after, done, "SUCCEEDED")).Query).toBe("SELECT 1");
    const failed = await until(after, writing, "FAILED");
    expect(failed.Status?.StateChangeReason).toContain("The server was restarted while the statement ran");
    await until(after, reading, "RUNNING");
    await after.send(new StopQueryExecutionCommand({ QueryExecutionId: reading }));
    await until(after, reading, "CANCELLED");
    await until(after, await run(after, "SELECT 2"), "SUCCEEDED");
  } finally {
    await second.kill();
  }
});
