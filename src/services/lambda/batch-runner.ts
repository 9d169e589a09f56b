// Gives the records of a shard to the function, in order: retries, halves, parts that failed, and what is given up.
import type { Outcome } from "../../engines/functions/functions.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { LambdaContext } from "./context.ts";
import { giveUp, type Abandoned } from "./abandoned-batch.ts";
import { isTaken, streamEvent } from "./stream-event.ts";
import { failedItems } from "./item-failures.ts";
import { BATCH_RETRY_MAX_MS, BATCH_RETRY_MIN_MS, EVENT_SIZE_MAX_BYTES, WINDOW_STATE_MAX_BYTES } from "./limits.ts";
import { locate } from "./locate.ts";
import type { Mapping } from "./mapping.ts";
import type { SourceRecord } from "./source-record.ts";
import { type OpenWindow, shownWindow, stateOf } from "./tumbling-window.ts";

type Result = "done" | "stopped";

export interface BatchPlace {
  readonly mapping: Mapping;
  readonly shardId: string;
  readonly signal: AbortSignal;
}

/** A window while batches of it run. */
export class WindowRun {
  window: OpenWindow;
  isTooLarge = false;

  constructor(window: OpenWindow) {
    this.window = window;
  }

  keep(lane: number, state: Readonly<Record<string, unknown>>): void {
    if (JSON.stringify(state).length > WINDOW_STATE_MAX_BYTES) this.isTooLarge = true;
    this.window = { ...this.window, states: { ...this.window.states, [lane]: state } };
  }
}

/** The last invocation of a window, for each lane that had any. */
export async function endWindow(
  context: LambdaContext,
  place: BatchPlace,
  window: OpenWindow,
  isEarly: boolean,
): Promise<Result> {
  for (const lane of Object.keys(window.states)) {
    const run = new BatchRun(context, place, Number(lane), new WindowRun(window));
    if ((await run.finish(isEarly)) === "stopped") return "stopped";
  }
  return "done";
}

/** Runs until every record is done with, or until it is stopped: then none of them is. */
export async function runBatch(
  context: LambdaContext,
  place: BatchPlace,
  records: readonly SourceRecord[],
  window?: WindowRun,
): Promise<Result> {
  const { filters, batchSize, parallelization } = place.mapping.settings;
  const taken = records.filter((record) => isTaken(record, filters));
  const results = await Promise.all(
    lanes(taken, parallelization).map(async (lane, index) => {
      for (const batch of batches(lane, batchSize))
        if ((await new BatchRun(context, place, index, window).run(batch)) === "stopped") return "stopped";
      return "done" as const;
    }),
  );
  return results.includes("stopped") ? "stopped" : "done";
}

/** Documented: records of the same partition key stay in order, in the same lane. */
function lanes(records: readonly SourceRecord[], count: number): readonly (readonly SourceRecord[])[] {
  if (count === 1) return [records];
  const lanesOf: SourceRecord[][] = Array.from({ length: count }, () => []);
  for (const record of records) {
    let sum = 0;
    for (const byte of Buffer.from(record.partitionKey)) sum = (sum * 31 + byte) >>> 0;
    lanesOf[sum % count]?.push(record);
  }
  return lanesOf;
}

function* batches(records: readonly SourceRecord[], countMax: number): Generator<readonly SourceRecord[]> {
  let batch: SourceRecord[] = [];
  let sizeBytes = 0;
  for (const record of records) {
    if (batch.length > 0 && (batch.length === countMax || sizeBytes + record.eventBytes > EVENT_SIZE_MAX_BYTES)) {
      yield batch;
      batch = [];
      sizeBytes = 0;
    }
    batch.push(record);
    sizeBytes += record.eventBytes;
  }
  if (batch.length > 0) yield batch;
}

class BatchRun {
  readonly #context: LambdaContext;
  readonly #place: BatchPlace;
  readonly #lane: number;
  readonly #window: WindowRun | undefined;

  constructor(context: LambdaContext, place: BatchPlace, lane: number, window: WindowRun | undefined) {
    this.#context = context;
    this.#place = place;
    this.#lane = lane;
    this.#window = window;
  }

  /** The end of the window: no records, and what was kept. */
  async finish(isEarly: boolean): Promise<Result> {
    const { retriesMax } = this.#place.mapping.settings;
    for (let failures = 0, throttles = 0; !this.#place.signal.aborted;) {
      const outcome = await this.#invoke([], uuid(), { isFinal: true, isEarly });
      if (outcome === "throttled") await this.#pause(throttles++);
      else if (!outcome.failed || (retriesMax >= 0 && failures++ >= retriesMax)) return "done";
      else await this.#pause(failures);
    }
    return "stopped";
  }

  /** `failures`: how often the function has failed on these records. */
  async run(given: readonly SourceRecord[], failuresBefore = 0): Promise<Result> {
    const { settings } = this.#place.mapping;
    let records = given;
    let failures = failuresBefore;
    for (let throttles = 0; ;) {
      records = await this.#withoutExpired(records, failures);
      if (records.length === 0) return "done";
      if (this.#place.signal.aborted) return "stopped";
      const requestId = uuid();
      const outcome = await this.#invoke(records, requestId);
      if (outcome === "throttled") {
        await this.#pause(throttles++);
        continue;
      }
      const left = outcome.failed || !this.#keepState(outcome) ? records : this.#leftOver(records, outcome);
      if (left.length === 0) return "done";
      const isPart = left.length < records.length;
      failures = isPart ? 1 : failures + 1;
      records = left;
      const isExhausted = settings.retriesMax >= 0 && failures > settings.retriesMax;
      // Documented: where the function says what is left, that is where the batch is split.
      if (settings.bisects && !isPart && records.length > 1) return this.#halves(records, failures);
      if (isExhausted) {
        await this.#giveUp({ records, failures, requestId, condition: "RetryAttemptsExhausted", outcome });
        return "done";
      }
      await this.#pause(failures - 1);
    }
  }

  /** Documented: splitting a batch does not count as a retry. */
  async #halves(records: readonly SourceRecord[], failures: number): Promise<Result> {
    const middle = Math.ceil(records.length / 2);
    for (const half of [records.slice(0, middle), records.slice(middle)])
      if ((await this.run(half, failures - 1)) === "stopped") return "stopped";
    return "done";
  }

  /** Whether the function gave a state back that can be kept; without a window there is none. */
  #keepState({ payload }: Outcome): boolean {
    if (!this.#window) return true;
    const state = stateOf(payload);
    if (state) this.#window.keep(this.#lane, state);
    return state !== undefined;
  }

  async #invoke(
    records: readonly SourceRecord[],
    requestId: string,
    how = { isFinal: false, isEarly: false },
  ): Promise<Outcome | "throttled"> {
    const { mapping, shardId } = this.#place;
    const { store, runner } = this.#context;
    try {
      const located = await locate(store, { key: mapping.function, qualifier: mapping.qualifier });
      const roleArn = located.version.settings.role;
      const place = { shardId, streamArn: mapping.sourceArn, region: mapping.key.region, roleArn };
      const shown =
        this.#window &&
        shownWindow(this.#window.window, { lane: this.#lane, shardId, sourceArn: mapping.sourceArn }, how);
      const payload = Buffer.from(JSON.stringify(streamEvent(records, place, shown)));
      return await runner.run(located, { requestId, payload });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === "TooManyRequestsException" || error.code === "ResourceNotFoundException") return "throttled";
      const payload = Buffer.from(JSON.stringify({ errorType: error.code, errorMessage: error.message }));
      return { payload, failed: true, contentType: undefined, log: new Uint8Array() };
    }
  }

  /** Documented: from the first of the failed items on; everything when the answer cannot be read as such. */
  #leftOver(records: readonly SourceRecord[], { payload }: Outcome): readonly SourceRecord[] {
    if (!this.#place.mapping.settings.reportsItemFailures) return [];
    const failed = failedItems(payload);
    if (failed.length === 0) return [];
    const first = records.findIndex(({ sequenceNumber }) => failed.includes(sequenceNumber));
    const isStrange = failed.some((item) => !records.some(({ sequenceNumber }) => sequenceNumber === item));
    return first < 0 || isStrange ? records : records.slice(first);
  }

  async #withoutExpired(records: readonly SourceRecord[], failures: number): Promise<readonly SourceRecord[]> {
    const { ageMaxSeconds } = this.#place.mapping.settings;
    if (ageMaxSeconds < 0) return records;
    const sinceMs = this.#context.host.clock.now() - ageMaxSeconds * 1000;
    const expired = records.filter(({ arrivalMs }) => arrivalMs < sinceMs);
    if (expired.length === 0) return records;
    await this.#giveUp({
      records: expired,
      failures,
      requestId: uuid(),
      condition: "RecordAgeExceeded",
      outcome: undefined,
    });
    return records.filter(({ arrivalMs }) => arrivalMs >= sinceMs);
  }

  #giveUp(abandoned: Abandoned): Promise<void> {
    return giveUp(this.#context, this.#place, abandoned);
  }

  #pause(times: number): Promise<void> {
    const delayMs = Math.min(BATCH_RETRY_MAX_MS, BATCH_RETRY_MIN_MS * 2 ** Math.min(times, 20));
    return this.#context.host.clock.sleep(delayMs, this.#place.signal);
  }
}
