// The platform's virtual clock: the only file that touches Date and timers.

export interface Timer {
  cancel(): void;
}

/** Time as the platform sees it. Users can move it; everything that waits follows. */
export interface Clock {
  /** Epoch milliseconds of virtual time. */
  now(): number;
  /** Milliseconds of real time since an arbitrary start, for measuring durations. */
  elapsed(): number;
  /** Runs `action` once, when virtual time reaches `dueMs` (epoch milliseconds). */
  at(dueMs: number, action: () => void): Timer;
  /** Resolves after `durationMs` of virtual time, or when `signal` aborts. Never rejects. */
  sleep(durationMs: number, signal?: AbortSignal): Promise<void>;
}

/** Epoch milliseconds of real time, for what the outside world stamps so, such as files. Everything else asks a Clock. */
export const realNowMs = (): number => Date.now();

/** Runs `action` once after real time has passed: for bounds on other machines and on this one's own end, which virtual time must not move. */
export function afterReal(delayMs: number, action: () => void): Timer {
  const timeout = setTimeout(action, delayMs).unref();
  return { cancel: () => clearTimeout(timeout) };
}

/** Resolves in a later turn of the event loop: what takes long lets the others in between its steps. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Runs `action` again and again in real time, until cancelled. */
export function everyReal(intervalMs: number, action: () => void): Timer {
  const interval = setInterval(action, intervalMs).unref();
  return { cancel: () => clearInterval(interval) };
}

const REAL_TIMEOUT_MAX_MS = 2 ** 31 - 1;

interface Waiting {
  readonly dueMs: number;
  readonly action: () => void;
}

/** A clock that runs at real speed from a movable offset. */
export class VirtualClock implements Clock {
  #offsetMs: number;
  readonly #waiting = new Set<Waiting>();
  #timeout: NodeJS.Timeout | undefined;
  /** When the timeout is to run, in virtual time; cancelled timers do not change it. */
  #armedForMs = Infinity;

  constructor(offsetMs = 0) {
    this.#offsetMs = offsetMs;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  elapsed(): number {
    return performance.now();
  }

  /** How far virtual time is ahead of real time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Moves virtual time to `epochMs`, forwards or backwards; whatever is due then runs now. */
  set(epochMs: number): void {
    this.#offsetMs = epochMs - Date.now();
    this.#fire();
  }

  advance(durationMs: number): void {
    this.#offsetMs += durationMs;
    this.#fire();
  }

  at(dueMs: number, action: () => void): Timer {
    const waiting: Waiting = { dueMs, action };
    this.#waiting.add(waiting);
    if (dueMs < this.#armedForMs) this.#arm(dueMs);
    return { cancel: () => void this.#waiting.delete(waiting) };
  }

  sleep(durationMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = this.at(this.now() + durationMs, done);
      signal?.addEventListener("abort", done, { once: true });
      function done(): void {
        signal?.removeEventListener("abort", done);
        timer.cancel();
        resolve();
      }
    });
  }

  #arm(earliestMs: number): void {
    clearTimeout(this.#timeout);
    this.#armedForMs = earliestMs;
    if (earliestMs === Infinity) return;
    const delayMs = Math.min(Math.max(0, earliestMs - this.now()), REAL_TIMEOUT_MAX_MS);
    this.#timeout = setTimeout(() => this.#fire(), delayMs);
    this.#timeout.unref();
  }

  /** Runs what is due, in the order it was due, and arms for the next. A timer that was cancelled meanwhile does not run. */
  #fire(): void {
    const nowMs = this.now();
    const due = [...this.#waiting].filter(({ dueMs }) => dueMs <= nowMs).toSorted((a, b) => a.dueMs - b.dueMs);
    let earliestMs = Infinity;
    for (const { dueMs } of this.#waiting) if (dueMs > nowMs) earliestMs = Math.min(earliestMs, dueMs);
    this.#arm(earliestMs);
    let at = 0;
    try {
      for (; at < due.length; at++) this.#run(due[at]);
    } finally {
      // An action that throws is a bug, but not of those that were due with it.
      if (at < due.length) this.#arm(nowMs);
    }
  }

  #run(waiting: Waiting | undefined): void {
    if (waiting && this.#waiting.delete(waiting)) waiting.action();
  }
}
