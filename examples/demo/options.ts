// The demo's command line.
import { parseArgs } from "node:util";

/** Rows of flights-3m.parquet. */
export const RECORDS_MAX = 3_000_000;
const RECORDS_DEFAULT = 200_000;

export interface DemoOptions {
  readonly records: number;
  readonly port: number | undefined;
  /** End the server when the demo is over instead of leaving it for the user. */
  readonly stop: boolean;
}

export class UsageError extends Error {}

export function readOptions(argv: readonly string[]): DemoOptions {
  let values: { records?: string; port?: string; stop?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: { records: { type: "string" }, port: { type: "string" }, stop: { type: "boolean" } },
    }));
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message.split(". ")[0]}. The demo knows --records N, --port N and --stop.`,
    );
  }
  return {
    records: whole("--records", values.records ?? String(RECORDS_DEFAULT), 1, RECORDS_MAX),
    port: values.port === undefined ? undefined : whole("--port", values.port, 1, 65_535),
    stop: values.stop ?? false,
  };
}

function whole(flag: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(`${flag} takes a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}
