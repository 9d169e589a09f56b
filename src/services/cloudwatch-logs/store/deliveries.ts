// Chunks that wait to be delivered to the destinations of subscription filters, in the order in which they came.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { GroupKey, Place } from "../group.ts";

export interface Delivery {
  readonly groupKey: GroupKey;
  readonly groupId: string;
  readonly filterName: string;
  readonly streamName: string;
  readonly streamId: string;
  readonly minuteMs: number;
  /** Of the chunk. */
  readonly order: number;
  readonly ingestionMs: number;
}

const deliveries = table<Delivery>({ name: "cloudwatch-logs.deliveries", version: 1, upgrades: {} });

/** Of one filter. */
export interface Queue extends Place {
  readonly filterId: string;
}

const prefixOf = ({ account, region, filterId }: Queue) => [account, region, filterId] as const;

export class DeliveryStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async first(queue: Queue, limit: number): Promise<Delivery[]> {
    const found: Delivery[] = [];
    for await (const { row } of deliveries.scan(this.#host.keyvalue, { prefix: prefixOf(queue), limit }))
      found.push(row);
    return found;
  }

  async remove(queue: Queue, done: readonly Delivery[]): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => {
      for (const { order, minuteMs } of done) deliveries.delete(transaction, [...prefixOf(queue), order, minuteMs]);
    });
  }

  /** Filters for which something waits. */
  async queues(): Promise<{ readonly queue: Queue; readonly groupKey: GroupKey }[]> {
    const found = new Map<string, { readonly queue: Queue; readonly groupKey: GroupKey }>();
    for await (const { key, row } of deliveries.scan(this.#host.keyvalue)) {
      const [account, region, filterId] = key.map(String);
      const queue = { account: account ?? "", region: region ?? "", filterId: filterId ?? "" };
      found.set(queue.filterId, { queue, groupKey: row.groupKey });
    }
    return [...found.values()];
  }
}

export function putDelivery(transaction: Transaction, queue: Queue, delivery: Delivery): void {
  deliveries.put(transaction, [...prefixOf(queue), delivery.order, delivery.minuteMs], delivery);
}
