// npm run demo: real flight records through Kinesis -> Firehose -> Parquet on S3 -> Glue -> Athena, by the ordinary SDK.
import { openClients } from "./clients.ts";
import type { Clients } from "./clients.ts";
import { readFlights } from "./flights.ts";
import { describeTables, waitForDelivery } from "./lake.ts";
import { readOptions, UsageError } from "./options.ts";
import { bold, dim, say, size, step, table } from "./print.ts";
import { Progress } from "./progress.ts";
import { ask, queries } from "./queries.ts";
import { replay, watchLag } from "./replay.ts";
import { createResources, names } from "./resources.ts";
import { startServer } from "./server.ts";

const root = process.cwd();

async function demo(argv: readonly string[]): Promise<void> {
  const options = readOptions(argv);
  const begun = performance.now();
  step("Start Forebay on an empty data folder");
  const server = await startServer(root, options.port);
  say(
    `  ${server.endpoint} ready after ${Math.round(server.readyMs)} ms ${dim(`(process ${server.pid}, data in ${server.dataFolder})`)}`,
  );
  const clients = openClients(server.endpoint);
  try {
    await runPipeline(clients, options.records);
  } catch (error) {
    server.stop();
    throw error;
  } finally {
    clients.destroy();
  }
  say(`\n${bold(`Done in ${((performance.now() - begun) / 1000).toFixed(1)} s.`)}`);
  if (options.stop) server.stop();
  else sayWhatNext(server.endpoint, server.pid, server.logFile);
}

async function runPipeline(clients: Clients, records: number): Promise<void> {
  step("Create bucket, stream, delivery stream, catalog and crawler");
  await createResources(clients);
  say(`  s3://${names.bucket}  kinesis:${names.stream}  firehose:${names.deliveryStream}  glue:${names.database}`);

  step(`Replay ${records.toLocaleString("en-US")} flights through Kinesis`);
  const progress = new Progress(records);
  const sent = new AbortController();
  const watching = watchLag(clients.kinesis, names.stream, progress, sent.signal);
  await replay(clients.kinesis, names.stream, readFlights(records), progress);
  sent.abort();
  await watching;
  progress.finish();

  step("Firehose converts them to partitioned Parquet; the crawler finds the tables");
  const files = await waitForDelivery(clients, records);
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  say(`  ${files.length} Parquet files, ${size(total)}, e.g. ${files[0]?.key}`);
  for (const line of await describeTables(clients)) say(`  ${line}`);

  step("Ask Athena");
  for (const { title, sql } of queries) {
    const { header, rows, scannedBytes, engineMs } = await ask(clients, sql);
    say(`\n  ${bold(title)}\n${dim(sql.replaceAll(/^/gm, "  | "))}\n`);
    say(table(header, rows));
    say(dim(`    ${rows.length} rows, ${size(scannedBytes)} scanned, ${engineMs} ms`));
  }
}

function sayWhatNext(endpoint: string, pid: number, logFile: string): void {
  say(`\nForebay keeps running at ${bold(endpoint)}. Try next:`);
  say(
    `  export AWS_ENDPOINT_URL=${endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1`,
  );
  say(`  aws s3 ls s3://${names.bucket}/lake/ --recursive`);
  say(
    `  aws athena start-query-execution --query-string 'SELECT count(*) FROM demo.flights' --result-configuration OutputLocation=s3://${names.bucket}/athena-results/`,
  );
  say(`  tail -f ${logFile}`);
  say(`  kill ${pid}   ${dim("# ends it")}`);
}

demo(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(
    `${error instanceof Error && !(error instanceof UsageError) ? error.stack : (error as Error).message}\n`,
  );
});
