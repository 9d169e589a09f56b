// Runs durable timers when virtual time reaches them: at least once, with backoff, bounded, and listed for the console.
import type { Clock, Timer } from "./clock.ts";
import type { Job } from "./service.ts";
import type { DurableTimer } from "./jobs.ts";

export interface StoredTimer extends DurableTimer {
  readonly service: string;
  /** Failed tries so far. */
  readonly failures: number;
  readonly lastError: string | undefined;
  /** Changes with every scheduling, so that a run can tell whether its timer was replaced meanwhile. */
  readonly revision: string;
}

/** Where timers are kept. */
export interface JobStore {
  /** In the order of their due times. */
  list(limit: number): Promise<readonly StoredTimer[]>;
  /** Deletes the timer, or puts `next` in its place, unless it was replaced meanwhile. */
  settle(timer: StoredTimer, next: StoredTimer | undefined): Promise<void>;
}

export interface JobRunnerOptions {
  readonly clock: Clock;
  readonly store: JobStore;
  /** Runs one job in its service. Rejects to have it tried again. */
  readonly run: (service: string, job: Job) => Promise<void | { readonly againAtMs: number }>;
  readonly onFailure: (timer: StoredTimer, error: unknown) => void;
}

export interface ListedJob extends StoredTimer {
  readonly running: boolean;
}

const RUNNING_MAX = 32;
const LISTED_MAX = 1000;
const BACKOFF_MIN_MS = 1_000;
const BACKOFF_MAX_MS = 300_000;

export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #closing = new AbortController();
  #timer: Timer | undefined;
  #timerDueMs = Infinity;
  #looking: Promise<void> | undefined;
  #lookAgain = false;

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  /** A timer due at `dueMs` was stored. */
  wake(dueMs: number): void {
    if (dueMs >= this.#timerDueMs || this.#closing.signal.aborted) return;
    this.#timer?.cancel();
    this.#timerDueMs = dueMs;
    this.#timer = this.#options.clock.at(dueMs, () => {
      this.#timerDueMs = Infinity;
      void this.look();
    });
  }

  /** Starts what is due and sets the alarm for what comes next. Resolves when it has looked, not when jobs have ended. */
  look(): Promise<void> {
    this.#lookAgain = true;
    this.#looking ??= this.#lookUntilQuiet().finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  /** Resolves when nothing is running and nothing is due. */
  async settled(): Promise<void> {
    await this.look();
    while (this.#running.size > 0 && !this.#closing.signal.aborted) {
      await Promise.race(this.#running.values());
      await this.look();
    }
  }

  async list(): Promise<readonly ListedJob[]> {
    const timers = await this.#options.store.list(LISTED_MAX);
    return timers.map((timer) => ({ ...timer, running: this.#running.has(idOf(timer)) }));
  }

  /** Starts no more jobs, aborts those that run, and waits for them up to `deadline`. What did not end runs again at the next start. */
  async close(deadline: Promise<unknown>): Promise<void> {
    this.#closing.abort();
    this.#timer?.cancel();
    await Promise.race([Promise.all([this.#looking, ...this.#running.values()]), deadline]);
  }

  async #lookUntilQuiet(): Promise<void> {
    while (this.#lookAgain && !this.#closing.signal.aborted) {
      this.#lookAgain = false;
      await this.#lookOnce();
    }
  }

  async #lookOnce(): Promise<void> {
    const { clock, store } = this.#options;
    const timers = await store.list(RUNNING_MAX * 2);
    for (const timer of timers) {
      if (timer.dueMs > clock.now()) return this.wake(timer.dueMs);
      if (this.#running.size >= RUNNING_MAX) return;
      if (!this.#running.has(idOf(timer)) && !this.#closing.signal.aborted) this.#start(timer);
    }
  }

  #start(timer: StoredTimer): void {
    const id = idOf(timer);
    const run = this.#run(timer).finally(() => {
      this.#running.delete(id);
      void this.look();
    });
    this.#running.set(id, run);
  }

  async #run(timer: StoredTimer): Promise<void> {
    const { store, clock, run, onFailure } = this.#options;
    const { service, kind, key, payload, dueMs, failures } = timer;
    try {
      const job: Job = { kind, key, payload, dueMs, attempt: failures + 1, signal: this.#closing.signal };
      const again = await run(service, job);
      const next = again ? { ...timer, dueMs: again.againAtMs, failures: 0, lastError: undefined } : undefined;
      await store.settle(timer, next);
    } catch (error) {
      if (this.#closing.signal.aborted) return; // it runs again at the next start
      onFailure(timer, error);
      const lastError = error instanceof Error ? error.message : String(error);
      const backoffMs = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** failures);
      await store.settle(timer, { ...timer, dueMs: clock.now() + backoffMs, failures: failures + 1, lastError });
    }
  }
}

const idOf = ({ service, kind, key }: StoredTimer): string => `${service}\0${kind}\0${key}`;
