// Athena: runs a query to its end and gives its rows and statistics.
import { GetQueryExecutionCommand, GetQueryResultsCommand, StartQueryExecutionCommand } from "@aws-sdk/client-athena";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clients } from "./clients.ts";
import { names } from "./resources.ts";

export interface Answer {
  readonly header: string[];
  readonly rows: string[][];
  readonly scannedBytes: number;
  readonly engineMs: number;
}

export const queries: readonly { readonly title: string; readonly sql: string }[] = [
  {
    title: "How late do flights leave, by hour of the day?",
    sql: `SELECT hour("date") AS hour, count(*) AS flights, round(avg(delay), 1) AS avg_delay,
       approx_percentile(delay, 0.95) AS p95_delay
FROM flights GROUP BY 1 ORDER BY avg_delay DESC LIMIT 5`,
  },
  {
    title: "Which airports wait longest? (joins the stream's Parquet with a CSV file)",
    sql: `SELECT a.city, a.state, count(*) AS flights, round(avg(f.delay), 1) AS avg_delay
FROM flights f JOIN airports a ON f.origin = a.iata
GROUP BY a.city, a.state HAVING count(*) > 500 ORDER BY avg_delay DESC LIMIT 5`,
  },
  {
    title: "The busiest route of each day",
    sql: `SELECT day, route, flights FROM (
  SELECT date_format("date", '%Y-%m-%d') AS day, origin || ' -> ' || destination AS route, count(*) AS flights,
         row_number() OVER (PARTITION BY date_format("date", '%Y-%m-%d') ORDER BY count(*) DESC, origin) AS place
  FROM flights GROUP BY 1, 2, origin) WHERE place = 1 ORDER BY day LIMIT 5`,
  },
];

export async function countFlights(clients: Clients): Promise<number> {
  const { rows } = await ask(clients, "SELECT count(*) FROM flights");
  return Number(rows[0]?.[0]);
}

export async function ask({ athena }: Clients, sql: string): Promise<Answer> {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      QueryString: sql,
      QueryExecutionContext: { Database: names.database },
      ResultConfiguration: { OutputLocation: `s3://${names.bucket}/athena-results/` },
    }),
  );
  for (;;) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === "FAILED" || State === "CANCELLED") throw new Error(`${StateChangeReason}\n${sql}`);
    if (State === "SUCCEEDED") {
      const { ResultSet } = await athena.send(new GetQueryResultsCommand({ QueryExecutionId }));
      const [header = [], ...rows] = (ResultSet?.Rows ?? []).map(({ Data }) =>
        (Data ?? []).map((cell) => cell.VarCharValue ?? ""),
      );
      const { DataScannedInBytes = 0, EngineExecutionTimeInMillis = 0 } = QueryExecution?.Statistics ?? {};
      return { header, rows, scannedBytes: DataScannedInBytes, engineMs: EngineExecutionTimeInMillis };
    }
    await sleep(20);
  }
}
