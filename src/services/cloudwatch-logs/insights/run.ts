// Runs a query over events, newest first, and puts its rows into what GetQueryResults gives.
import type { QueryStatistics, ResultField } from "@aws-sdk/client-cloudwatch-logs";
import { sizeOf } from "../chunk.ts";
import { EventRow } from "./event-row.ts";
import type { StoredEvent } from "../event.ts";
import type { Query } from "./query.ts";
import type { Row, Value } from "./row.ts";
import type { Stage } from "./stages.ts";

/** Events of one group. */
export interface Found {
  readonly events: readonly StoredEvent[];
  readonly logGroup: string;
  readonly streamNames: ReadonlyMap<string, string>;
}

export interface QueryOutcome {
  readonly rows: ResultField[][];
  readonly statistics: QueryStatistics;
}

export async function runQuery(
  query: Query,
  account: string,
  limit: number,
  found: AsyncIterable<Found>,
): Promise<QueryOutcome> {
  const rows: ResultField[][] = [];
  const last: Stage = {
    push(row) {
      rows.push(shown(row, query));
      return rows.length >= limit;
    },
    end: () => undefined,
  };
  let matched = 0;
  const counting: Stage = { push: (row) => ((matched += 1), last.push(row)), end: () => last.end() };
  const first = query.stages.toReversed().reduce<Stage>((next, make) => make(next), query.isOfEvents ? counting : last);
  let [scanned, bytes] = [0, 0];
  scanning: for await (const { events, logGroup, streamNames } of found)
    for (const event of events) {
      scanned += 1;
      bytes += sizeOf(event);
      const logStream = streamNames.get(event.streamId) ?? "";
      if (first.push(new EventRow(event, { account, logGroup, logStream }))) break scanning;
    }
  first.end();
  return {
    rows,
    statistics: { recordsMatched: query.isOfEvents ? matched : scanned, recordsScanned: scanned, bytesScanned: bytes },
  };
}

function shown(row: Row, { columns, times, isOfEvents }: Query): ResultField[] {
  const fields = columns.flatMap((field) => {
    const value = row.get(field);
    return value === undefined ? [] : [{ field, value: textOf(value, times.has(field)) }];
  });
  return isOfEvents ? [...fields, { field: "@ptr", value: String(row.get("@ptr")) }] : fields;
}

/** Recorded in public threads: times as `2026-11-25 11:57:00.000`, numbers without needless digits. */
function textOf(value: Value, isTime: boolean): string {
  if (isTime && typeof value === "number") return new Date(value).toISOString().replace("T", " ").slice(0, 23);
  if (typeof value === "boolean") return value ? "1" : "0";
  return typeof value === "number" ? String(Number(value.toFixed(4))) : String(value);
}
