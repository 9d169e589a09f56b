// The consumers of streams in their key-value table.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { DurableTimer } from "../../../kit/jobs.ts";
import { createdSeconds, type Consumer, type ConsumerKey, type ConsumerRow } from "../consumer.ts";
import type { StreamKey } from "../stream.ts";

const consumers = table<ConsumerRow>({ name: "kinesis.consumers", version: 1, upgrades: {} });

const prefixOf = ({ account, region, name }: StreamKey) => [account, region, name] as const;
const rowKey = ({ stream, name }: ConsumerKey) => [...prefixOf(stream), name] as const;

/** What becomes of a consumer: undefined to delete it. */
export interface ConsumerChange {
  readonly row: ConsumerRow | undefined;
  /** Scheduled when, and only when, the row is committed. */
  readonly timer?: DurableTimer;
}

export class ConsumerStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** `seconds`: of its creation, when its ARN names it. */
  async find(key: ConsumerKey, seconds?: number): Promise<Consumer | undefined> {
    const row = await consumers.get(this.#host.keyvalue, rowKey(key));
    return row && (seconds === undefined || createdSeconds(row) === seconds) ? { key, ...row } : undefined;
  }

  /** In the order of their names. */
  async *list(stream: StreamKey, after?: string): AsyncGenerator<Consumer> {
    const prefix = prefixOf(stream);
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of consumers.scan(this.#host.keyvalue, range))
      yield { key: { stream, name: String(key[3]) }, ...row };
  }

  async count(stream: StreamKey): Promise<number> {
    let count = 0;
    for await (const _ of this.list(stream)) count++;
    return count;
  }

  /** Creates, changes or deletes; `change` is told what there is. Its errors leave everything as it was. */
  async change(key: ConsumerKey, change: (row: ConsumerRow | undefined) => ConsumerChange): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      const { row, timer } = change(await consumers.get(transaction, rowKey(key)));
      if (row) consumers.put(transaction, rowKey(key), row);
      else consumers.delete(transaction, rowKey(key));
      if (timer) await this.#host.jobs.schedule(timer, transaction);
    });
  }
}

/** Of a stream that goes. */
export async function deleteConsumers(transaction: Transaction, stream: StreamKey): Promise<void> {
  for await (const { key } of consumers.scan(transaction, { prefix: prefixOf(stream) }))
    consumers.delete(transaction, key);
}
