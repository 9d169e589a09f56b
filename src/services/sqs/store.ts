// Queues in their key-value table; messages are in store/. Only this file and those in store/ touch engines.
import type { ServiceHost } from "../../engines/host.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { queueDoesNotExist } from "./errors.ts";
import { QUEUES_CACHED_MAX } from "./limits.ts";
import type { Queue, QueueKey, QueueRow } from "./queue.ts";
import { moveTasks, queueRowKey, queues } from "./store/tables.ts";
import type { MoveTaskRow } from "./move-task.ts";

const cacheKey = ({ account, region, name }: QueueKey): string => `${account}/${region}/${name}`;

export class SqsStore {
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<Queue>(QUEUES_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  find(key: QueueKey): Promise<Queue | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await queues.get(this.#host.keyvalue, queueRowKey(key));
      return row && { key, ...row };
    });
  }

  /** Errors: QueueDoesNotExist. */
  async get(key: QueueKey): Promise<Queue> {
    const queue = await this.find(key);
    if (!queue) throw queueDoesNotExist();
    return queue;
  }

  /** Queues of an account and region in the order of their names, from a prefix on. */
  async *list(place: Omit<QueueKey, "name">, prefix = "", after?: string): AsyncGenerator<Queue> {
    const { account, region } = place;
    const all = [account, region] as const;
    const range =
      after === undefined ? { prefix: all, from: [...all, prefix] } : { prefix: all, after: [...all, after] };
    for await (const { key, row } of queues.scan(this.#host.keyvalue, range)) {
      const name = String(key[2]);
      if (!name.startsWith(prefix)) return;
      yield { key: { account, region, name }, ...row };
    }
  }

  /** `make`: the row of a queue that is there already, or a new one. With timers that are set when it is new. */
  async create(
    key: QueueKey,
    make: (current: QueueRow | undefined) => { readonly row: QueueRow; readonly timers: readonly DurableTimer[] },
  ): Promise<void> {
    await this.#change(key, async (transaction) => {
      const current = await queues.get(transaction, queueRowKey(key));
      const { row, timers } = make(current);
      if (current) return;
      queues.put(transaction, queueRowKey(key), row);
      for (const timer of timers) await this.#host.jobs.schedule(timer, transaction);
    });
  }

  /** Errors: QueueDoesNotExist, and whatever `change` throws; then nothing is changed. */
  async change(key: QueueKey, change: (row: QueueRow) => QueueRow): Promise<void> {
    await this.#change(key, async (transaction) => {
      const row = await queues.get(transaction, queueRowKey(key));
      if (!row) throw queueDoesNotExist();
      queues.put(transaction, queueRowKey(key), change(row));
    });
  }

  /** The queue is gone at once; a timer removes its messages. */
  async remove(queue: Queue, timer: DurableTimer): Promise<void> {
    await this.#change(queue.key, async (transaction) => {
      queues.delete(transaction, queueRowKey(queue.key));
      await this.#host.jobs.schedule(timer, transaction);
    });
  }

  /** The tasks that moved messages out of a queue, the latest first. */
  async tasks({ account, region, name }: QueueKey): Promise<readonly MoveTaskRow[]> {
    const found: MoveTaskRow[] = [];
    for await (const { row } of moveTasks.scan(this.#host.keyvalue, { prefix: [account, region, name], reverse: true }))
      found.push(row);
    return found;
  }

  async changeTask(
    { account, region, name }: QueueKey,
    startedMs: number,
    change: (row: MoveTaskRow | undefined) => MoveTaskRow | undefined,
    timer?: DurableTimer,
  ): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      const row = change(await moveTasks.get(transaction, [account, region, name, startedMs]));
      if (row) moveTasks.put(transaction, [account, region, name, startedMs], row);
      if (timer) await this.#host.jobs.schedule(timer, transaction);
    });
  }

  async #change(key: QueueKey, body: (transaction: Transaction) => Promise<void>): Promise<void> {
    await this.#cache.changing(cacheKey(key), () => this.#host.keyvalue.transact(body));
  }
}
