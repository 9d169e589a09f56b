// Durable timers: deferred work that survives a restart. Run by the platform's one job runner.

export interface DurableTimer {
  /** Which of the service's `jobs` runs it. */
  readonly kind: string;
  /** Identifies it within the kind; scheduling the same key again replaces it. */
  readonly key: string;
  /** Virtual epoch ms. */
  readonly dueMs: number;
  /** JSON. */
  readonly payload?: unknown;
}

/** `Transaction` is the key-value seam's: a timer set in it exists exactly when the rest of it was committed. */
export interface Jobs<Transaction> {
  schedule(timer: DurableTimer, transaction?: Transaction): Promise<void>;
  /** For work that comes round again and again: one that is there and due earlier stays, be it long overdue, and one that failed, too. */
  ensure(timer: DurableTimer, transaction?: Transaction): Promise<void>;
  cancel(kind: string, key: string, transaction?: Transaction): Promise<void>;
}
