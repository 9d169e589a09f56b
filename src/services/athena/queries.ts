// Runs query executions: some at a time, in order; stops them; takes up after a restart what had not ended.
import { join } from "node:path";
import type { ServiceHost } from "../../engines/host.ts";
import { isFinal, type ExecutionKey, type ExecutionRow } from "./execution.ts";
import { QUERIES_ACTIVE_MAX, QUERIES_RUNNING_MAX } from "./limits.ts";
import { runExecution } from "./run/run-execution.ts";
import { changeExecution, unfinished } from "./store/executions.ts";

const idOf = ({ account, region, id }: ExecutionKey): string => `${account}/${region}/${id}`;

export class Queries {
  readonly #host: ServiceHost;
  readonly #waiting = new Map<string, ExecutionKey>();
  readonly #running = new Map<string, { readonly abort: AbortController; readonly ended: Promise<void> }>();
  #closing = false;

  constructor(host: ServiceHost) {
    this.#host = host;
    host.closing.addEventListener("abort", () => this.#abortAll(), { once: true });
  }

  get isFull(): boolean {
    return this.#waiting.size + this.#running.size >= QUERIES_ACTIVE_MAX;
  }

  start(key: ExecutionKey): void {
    this.#waiting.set(idOf(key), key);
    this.#next();
  }

  /** Cancels what is queued or running. A final execution stays as it is. */
  async stop(key: ExecutionKey): Promise<void> {
    await changeExecution(this.#host.keyvalue, key, (row) => ({
      ...row,
      state: "CANCELLED",
      completedAtMs: this.#host.clock.now(),
      reason: "Query cancelled by user",
    }));
    this.#waiting.delete(idOf(key));
    this.#running.get(idOf(key))?.abort.abort();
  }

  /** After a restart: queries run again; what may have changed something already is FAILED. */
  async resume(): Promise<void> {
    for await (const key of unfinished(this.#host.keyvalue)) {
      if (this.#running.has(idOf(key)) || this.#waiting.has(idOf(key))) continue;
      const row = await changeExecution(this.#host.keyvalue, key, (before) => resumed(before, this.#host.clock.now()));
      if (!isFinal(row)) this.start(key);
    }
  }

  async close(): Promise<void> {
    this.#abortAll();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  #abortAll(): void {
    this.#closing = true;
    this.#waiting.clear();
    for (const { abort } of this.#running.values()) abort.abort();
  }

  #next(): void {
    for (const [id, key] of this.#waiting) {
      if (this.#running.size >= QUERIES_RUNNING_MAX || this.#closing) return;
      this.#waiting.delete(id);
      const abort = new AbortController();
      const ended = this.#run(key, abort.signal).finally(() => {
        this.#running.delete(id);
        this.#next();
      });
      this.#running.set(id, { abort, ended });
    }
  }

  async #run(key: ExecutionKey, signal: AbortSignal): Promise<void> {
    const folder = join(this.#host.temporaryFolder, "athena", key.id);
    try {
      await runExecution(this.#host, key, folder, signal);
    } catch (error) {
      // A closing platform takes the query up again at its next start.
      if (!this.#closing)
        this.#host.logger.error({ err: error, queryExecutionId: key.id }, "query execution was not recorded");
    }
  }
}

/** A statement that only reads can run again from its beginning. */
function resumed(row: ExecutionRow, nowMs: number): ExecutionRow {
  const reads = row.kind.type === "UTILITY" || row.kind.substatement === "SELECT";
  if (row.state === "QUEUED" || reads) return { ...row, state: "QUEUED" };
  return {
    ...row,
    state: "FAILED",
    completedAtMs: nowMs,
    reason:
      "GENERIC_INTERNAL_ERROR: The server was restarted while the statement ran; what it had written may be incomplete",
    error: { category: 1, type: 233, retryable: true },
  };
}
