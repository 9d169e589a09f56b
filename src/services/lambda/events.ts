// Events: invocations that nobody waits for. Kept until they have run, retried on the clock, told of to destinations.
import type { Outcome } from "../../engines/functions/functions.ts";
import type { ServiceHost } from "../../engines/host.ts";
import type { Timer } from "../../kit/clock.ts";
import { AwsError, EngineError } from "../../kit/errors.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { uuid } from "../../kit/ids.ts";
import { type Condition, deliverDeadLetter, deliverRecord, destinationsOf } from "./destinations.ts";
import { LATEST, type FunctionEntry } from "./function.ts";
import {
  EVENT_AGE_DEFAULT_SECONDS,
  EVENT_RETRIES_DEFAULT,
  EVENT_RETRY_DELAYS_MS,
  EVENTS_RUNNING_MAX,
  THROTTLED_RETRY_MAX_MS,
  THROTTLED_RETRY_MIN_MS,
} from "./limits.ts";
import { locate } from "./locate.ts";
import type { Runner } from "./runner.ts";
import type { LambdaStore } from "./store.ts";
import type { EventRow, StoredEvent } from "./store/events.ts";

export interface NewEvent {
  readonly qualifier: string | undefined;
  readonly payload: Uint8Array;
  readonly clientContext: string | undefined;
  readonly requestId: string;
}

/** One timer for all events and mappings: that it opens the service is what resumes them. */
export const resumption = (nowMs: number): DurableTimer => ({ kind: "resume", key: "all", dueMs: nowMs });

export class Events {
  readonly #host: ServiceHost;
  readonly #store: LambdaStore;
  readonly #runner: Runner;
  readonly #running = new Map<string, Promise<void>>();
  #isResumable = false;
  #timer: Timer | undefined;
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(host: ServiceHost, store: LambdaStore, runner: Runner) {
    this.#host = host;
    this.#store = store;
    this.#runner = runner;
  }

  /** Durable when it resolves. */
  async accept({ key, id: functionId }: FunctionEntry, event: NewEvent): Promise<void> {
    const nowMs = this.#host.clock.now();
    const row: EventRow = { key, functionId, ...event, acceptedMs: nowMs, failures: 0, throttles: 0 };
    const timer = this.#isResumable ? undefined : resumption(nowMs);
    await this.#store.events.add({ dueMs: nowMs, id: uuid(), row }, timer);
    this.#isResumable = true;
    this.look();
  }

  /** Runs what is due. */
  look(): void {
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilQuiet()
      .catch((error: unknown) => this.#warn(error))
      .finally(() => (this.#looking = undefined));
  }

  /** Whether there is any event, due or not. */
  async resume(): Promise<boolean> {
    this.#isResumable = true;
    let found = false;
    for await (const _ of this.#store.events.list(1)) found = true;
    if (found) this.look();
    else this.#isResumable = false;
    return found;
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    await Promise.all([this.#looking, ...this.#running.values()]);
  }

  async #lookUntilQuiet(): Promise<void> {
    while (this.#lookAgain && !this.#host.closing.aborted) {
      this.#lookAgain = false;
      for await (const event of this.#store.events.list(EVENTS_RUNNING_MAX * 2)) {
        if (event.dueMs > this.#host.clock.now()) {
          this.#wakeAt(event.dueMs);
          break;
        }
        if (this.#running.size >= EVENTS_RUNNING_MAX) break;
        if (!this.#running.has(event.id)) this.#start(event);
      }
    }
  }

  #wakeAt(dueMs: number): void {
    this.#timer?.cancel();
    this.#timer = this.#host.clock.at(dueMs, () => this.look());
  }

  #start(event: StoredEvent): void {
    const running = this.#run(event)
      .catch((error: unknown) => this.#warn(error))
      .finally(() => {
        this.#running.delete(event.id);
        this.look();
      });
    this.#running.set(event.id, running);
  }

  async #run(event: StoredEvent): Promise<void> {
    const { row } = event;
    const entry = await this.#store.find(row.key);
    if (entry?.id !== row.functionId) return this.#store.events.settle(event);
    const settings = entry.eventInvoke[row.qualifier ?? LATEST];
    const ageMaxMs = (settings?.maximumEventAgeSeconds ?? EVENT_AGE_DEFAULT_SECONDS) * 1000;
    if (this.#host.clock.now() - row.acceptedMs > ageMaxMs)
      return this.#conclude(event, entry, "EventAgeExceeded", undefined);
    if (entry.reservedConcurrency === 0) return this.#conclude(event, entry, "ZeroReservedConcurrency", undefined);
    const outcome = await this.#attempt(row);
    if (outcome === "throttled") return this.#throttled(event);
    if (!outcome.failed) return this.#conclude(event, entry, "Success", outcome);
    const failures = row.failures + 1;
    const failed = { ...event, row: { ...row, failures } };
    if (failures > (settings?.maximumRetryAttempts ?? EVENT_RETRIES_DEFAULT))
      return this.#conclude(failed, entry, "RetriesExhausted", outcome);
    const delayMs = EVENT_RETRY_DELAYS_MS[row.failures] ?? EVENT_RETRY_DELAYS_MS[1];
    await this.#store.events.settle(event, { ...failed, dueMs: this.#host.clock.now() + delayMs });
  }

  async #attempt({ key, qualifier, requestId, payload, clientContext }: EventRow): Promise<Outcome | "throttled"> {
    try {
      const located = await locate(this.#store, { key, qualifier });
      return await this.#runner.run(located, { requestId, payload, clientContext });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (error.code === "TooManyRequestsException") return "throttled";
      const said = { errorType: error.code, errorMessage: error.message };
      return {
        payload: Buffer.from(JSON.stringify(said)),
        failed: true,
        contentType: undefined,
        log: new Uint8Array(),
      };
    }
  }

  async #throttled(event: StoredEvent): Promise<void> {
    const { row } = event;
    const delayMs = Math.min(THROTTLED_RETRY_MAX_MS, THROTTLED_RETRY_MIN_MS * 2 ** Math.min(row.throttles, 16));
    const next = { ...event, dueMs: this.#host.clock.now() + delayMs, row: { ...row, throttles: row.throttles + 1 } };
    await this.#store.events.settle(event, next);
  }

  /** A destination that refuses the record does not hold the event back. */
  async #conclude(
    event: StoredEvent,
    entry: FunctionEntry,
    condition: Condition,
    outcome: Outcome | undefined,
  ): Promise<void> {
    const told = { event: event.row, condition, outcome };
    const deadLetters = condition === "Success" ? [] : await this.#deadLettersOf(entry, event.row);
    const deliveries = [
      ...destinationsOf(entry, event.row, condition).map((arn) => ({ arn, deliver: deliverRecord })),
      ...deadLetters.map((arn) => ({ arn, deliver: deliverDeadLetter })),
    ];
    for (const { arn: destination, deliver } of deliveries) {
      try {
        await deliver(this.#host, entry, destination, told);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const what = { function: entry.key.name, destination, error: error.code, reason: error.message };
        this.#host.logger.warn(what, "a destination refused the record of an invocation");
      }
    }
    await this.#store.events.settle(event);
  }

  /** Of the version that the event was for; of one that is gone none. */
  async #deadLettersOf(entry: FunctionEntry, { qualifier }: EventRow): Promise<readonly string[]> {
    try {
      const { version } = await locate(this.#store, { key: entry.key, qualifier });
      const { deadLetterArn } = version.settings;
      return deadLetterArn === undefined ? [] : [deadLetterArn];
    } catch (error) {
      if (error instanceof AwsError) return [];
      throw error;
    }
  }

  #warn(error: unknown): void {
    if (error instanceof EngineError && error.kind === "closed") return;
    this.#host.logger.warn({ err: error }, "an event could not be run and stays");
  }
}
