// Durable timers in the key-value engine: a row each, and an index by due time.
import type { KeyValue, Reads, Transaction } from "../engines/keyvalue/keyvalue.ts";
import { table } from "../engines/keyvalue/table.ts";
import { uuid } from "../kit/ids.ts";
import type { JobStore, StoredTimer } from "../kit/job-runner.ts";
import type { DurableTimer, Jobs } from "../kit/jobs.ts";

type TimerRow = Omit<StoredTimer, "service" | "kind" | "key">;

const timers = table<TimerRow>({ name: "platform.timers", version: 1, upgrades: {} });
const due = table<Record<string, never>>({ name: "platform.timers-due", version: 1, upgrades: {} });

type Identity = Pick<StoredTimer, "service" | "kind" | "key">;
const keyOf = ({ service, kind, key }: Identity): [string, string, string] => [service, kind, key];

async function remove(transaction: Transaction, identity: Identity): Promise<TimerRow | undefined> {
  const row = await timers.get(transaction, keyOf(identity));
  if (!row) return undefined;
  timers.delete(transaction, keyOf(identity));
  due.delete(transaction, [row.dueMs, ...keyOf(identity)]);
  return row;
}

function put(transaction: Transaction, timer: StoredTimer): void {
  const { dueMs, payload, failures, lastError, revision } = timer;
  timers.put(transaction, keyOf(timer), { dueMs, payload, failures, lastError, revision });
  due.put(transaction, [dueMs, ...keyOf(timer)], {});
}

export class KeyValueJobStore implements JobStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  async list(limit: number): Promise<readonly StoredTimer[]> {
    const found: StoredTimer[] = [];
    for await (const { key } of due.scan(this.#keyvalue, { limit })) {
      const [, service, kind, id] = key;
      const timer = await read(this.#keyvalue, { service: String(service), kind: String(kind), key: String(id) });
      if (timer) found.push(timer);
    }
    return found;
  }

  settle(timer: StoredTimer, next: StoredTimer | undefined): Promise<void> {
    return this.#keyvalue.transact(async (transaction) => {
      const stored = await timers.get(transaction, keyOf(timer));
      if (stored?.revision !== timer.revision) return;
      await remove(transaction, timer);
      if (next) put(transaction, { ...next, revision: uuid() });
    });
  }
}

async function read(reads: Reads, identity: Identity): Promise<StoredTimer | undefined> {
  const row = await timers.get(reads, keyOf(identity));
  return row && { ...identity, ...row };
}

/**
 * Schedules timers and tells the runner of each once it is committed. Services get the key-value engine from here, because
 * a timer set within a transaction counts only when that commits.
 */
export class Scheduling {
  readonly keyvalue: KeyValue;
  readonly #inner: KeyValue;
  readonly #wake: (dueMs: number) => void;
  readonly #set = new WeakMap<Transaction, number>();

  constructor(inner: KeyValue, wake: (dueMs: number) => void) {
    this.#inner = inner;
    this.#wake = wake;
    this.keyvalue = {
      get: (key) => inner.get(key),
      scan: (range) => inner.scan(range),
      pages: (range, firstPage, read) => inner.pages(range, firstPage, read),
      transact: (body) => this.#transact(body),
      close: () => inner.close(),
    };
  }

  jobsOf(service: string): Jobs<Transaction> {
    return {
      schedule: (timer, transaction) =>
        transaction
          ? this.#schedule(transaction, service, timer)
          : this.#transact((own) => this.#schedule(own, service, timer)),
      ensure: (timer, transaction) =>
        transaction
          ? this.#ensure(transaction, service, timer)
          : this.#transact((own) => this.#ensure(own, service, timer)),
      cancel: async (kind, key, transaction) => {
        if (transaction) await remove(transaction, { service, kind, key });
        else await this.#inner.transact((own) => remove(own, { service, kind, key }));
      },
    };
  }

  async #schedule(transaction: Transaction, service: string, timer: DurableTimer): Promise<void> {
    const { kind, key, dueMs, payload } = timer;
    if (!Number.isFinite(dueMs)) throw new Error(`timer ${service}/${kind}/${key} is due at ${dueMs}`);
    await remove(transaction, { service, kind, key });
    put(transaction, { service, kind, key, dueMs, payload, failures: 0, lastError: undefined, revision: uuid() });
    this.#set.set(transaction, Math.min(dueMs, this.#set.get(transaction) ?? Infinity));
  }

  async #ensure(transaction: Transaction, service: string, timer: DurableTimer): Promise<void> {
    const there = await timers.get(transaction, keyOf({ service, ...timer }));
    const isLate = there?.failures === 0 && there.dueMs > timer.dueMs;
    if (there === undefined || isLate) await this.#schedule(transaction, service, timer);
  }

  async #transact<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Result> {
    let last: Transaction | undefined;
    const result = await this.#inner.transact((transaction) => body((last = transaction)));
    const dueMs = last && this.#set.get(last);
    if (dueMs !== undefined) this.#wake(dueMs);
    return result;
  }
}
