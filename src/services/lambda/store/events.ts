// What Lambda keeps of events: a row each, in the order in which they are due.
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import type { FunctionKey } from "../function.ts";

export interface EventRow {
  readonly key: FunctionKey;
  /** Of the function that it is for: a later one of the name does not get it. */
  readonly functionId: string;
  readonly qualifier: string | undefined;
  readonly payload: Uint8Array;
  readonly clientContext: string | undefined;
  readonly requestId: string;
  /** Virtual epoch ms. */
  readonly acceptedMs: number;
  /** How often the function has failed on it, and how often it was throttled. */
  readonly failures: number;
  readonly throttles: number;
}

export interface StoredEvent {
  readonly dueMs: number;
  readonly id: string;
  readonly row: EventRow;
}

const events = table<EventRow>({ name: "lambda.events", version: 1, upgrades: {} });

export class EventStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** Durable when it resolves, with the timer, if any. */
  async add({ dueMs, id, row }: StoredEvent, timer: DurableTimer | undefined): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      events.put(transaction, [dueMs, id], row);
      if (timer) await this.#host.jobs.schedule(timer, transaction);
    });
  }

  async *list(limit: number): AsyncGenerator<StoredEvent> {
    for await (const { key, row } of events.scan(this.#host.keyvalue, { limit }))
      yield { dueMs: Number(key[0]), id: String(key[1]), row };
  }

  /** Removes it, or puts `next` in its place. */
  async settle({ dueMs, id }: StoredEvent, next?: StoredEvent): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => {
      events.delete(transaction, [dueMs, id]);
      if (next) events.put(transaction, [next.dueMs, next.id], next.row);
    });
  }
}
