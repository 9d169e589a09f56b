// The flight records: rows of flights-3m.parquet (npm vega-datasets, US domestic flights of 2001) as JSON, in batches.
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const data = join(process.cwd(), "node_modules", "vega-datasets", "data");

export const airportsFile = join(data, "airports.csv");
const flightsFile = join(data, "flights-3m.parquet");

export interface Flight {
  /** The airport of departure: the stream's partition key. */
  readonly origin: string;
  /** One line of JSON: date, delay (minutes), distance (miles), origin, destination. */
  readonly json: string;
}

/** The first `count` flights in order of departure, about 2,000 at a time. */
export async function* readFlights(count: number): AsyncGenerator<Flight[]> {
  const duckdb = await DuckDBInstance.create(":memory:");
  const connection = await duckdb.connect();
  const flights = `SELECT strftime(date, '%Y-%m-%d %H:%M:%S') AS date, delay, distance, origin, destination
                   FROM read_parquet('${flightsFile}') LIMIT ${count}`;
  const result = await connection.stream(`SELECT origin, to_json(flight)::VARCHAR FROM (${flights}) flight`);
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    yield chunk.getRows().map(([origin, json]) => ({ origin: String(origin), json: String(json) }));
  }
  connection.closeSync();
  duckdb.closeSync();
}
