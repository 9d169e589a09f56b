// The events of a query: records in pieces, signs of life, what was read, the end.
import type { Progress, SelectObjectContentEventStream } from "@aws-sdk/client-s3";
import type { Clock } from "../../../kit/clock.ts";
import { RECORDS_EVENT_BYTES, SELECT_SIGN_OF_LIFE_MS } from "../limits.ts";
import type { Counts } from "./bytes.ts";
import type { Plan, Result } from "./plan.ts";
import type { Row } from "./row.ts";

type Event = SelectObjectContentEventStream;

export interface Running {
  readonly rows: AsyncIterable<readonly Row[]>;
  readonly plan: Plan;
  readonly write: (result: Result) => string;
  readonly counts: Counts;
  readonly clock: Clock;
  readonly withProgress: boolean;
}

/** Errors: those of reading and evaluating, as AwsError. */
export async function* eventsOf(running: Running): AsyncGenerator<Event> {
  const { plan, counts, withProgress } = running;
  const records = new Records(running);
  if (plan.limit !== 0) yield* scanned(running, records);
  if (plan.last !== undefined && plan.limit !== 0) records.add(plan.last());
  if (!records.isEmpty) yield records.event();
  if (withProgress) yield { Progress: { Details: detailsOf(counts) } };
  yield { Stats: { Details: detailsOf(counts) } };
  yield { End: {} };
}

async function* scanned({ rows, plan, counts, clock, withProgress }: Running, records: Records): AsyncGenerator<Event> {
  const limit = plan.last === undefined ? (plan.limit ?? Infinity) : Infinity;
  let given = 0;
  let signedMs = clock.elapsed();
  for await (const batch of rows) {
    for (const row of batch) {
      for (const result of plan.take(row)) {
        records.add(result);
        if (records.isFull) yield records.event();
        if (++given >= limit) return;
      }
    }
    if (clock.elapsed() - signedMs < SELECT_SIGN_OF_LIFE_MS) continue;
    signedMs = clock.elapsed();
    if (!records.isEmpty) yield records.event();
    yield withProgress ? { Progress: { Details: detailsOf(counts) } } : { Cont: {} };
  }
}

const detailsOf = ({ scanned: read, processed, returned }: Counts): Progress => ({
  BytesScanned: read,
  BytesProcessed: processed,
  BytesReturned: returned,
});

/** Results on their way into an event. */
class Records {
  readonly #write: Running["write"];
  readonly #counts: Counts;
  #texts: string[] = [];
  #length = 0;

  constructor({ write, counts }: Running) {
    this.#write = write;
    this.#counts = counts;
  }

  add(result: Result): void {
    const text = this.#write(result);
    this.#texts.push(text);
    this.#length += text.length;
  }

  get isFull(): boolean {
    return this.#length >= RECORDS_EVENT_BYTES;
  }

  get isEmpty(): boolean {
    return this.#length === 0;
  }

  event(): Event {
    const Payload = Buffer.from(this.#texts.join(""));
    this.#counts.returned += Payload.length;
    this.#texts = [];
    this.#length = 0;
    return { Records: { Payload } };
  }
}
