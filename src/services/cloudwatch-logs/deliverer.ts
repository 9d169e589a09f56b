// Delivers what matches subscription filters: each filter by itself and in order, at least once, tried again for a day.
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError } from "../../kit/errors.ts";
import { SENT_BYTES_MAX, send, type Target, targetOf } from "./destination.ts";
import { parseFilterPattern } from "./filter-pattern/filter-pattern.ts";
import { type Group, groupArn, type GroupKey, type SubscriptionFilter } from "./group.ts";
import { DELIVERED_AT_A_TIME, DELIVERED_WITHIN_MS, RETRY_MAX_MS, RETRY_MIN_MS } from "./limits.ts";
import type { Reader } from "./reader.ts";
import type { LogsStore } from "./store.ts";
import type { Delivery, Queue } from "./store/deliveries.ts";
import { type MatchedEvent, messagesOf } from "./subscription-message.ts";

/** What a filter sends to. */
interface Route {
  readonly target: Target & { readonly vendor: "kinesis" | "firehose" | "lambda" };
  readonly roleArn: string | undefined;
}

export class Deliverer {
  readonly #host: ServiceHost;
  readonly #store: LogsStore;
  readonly #reader: Reader;
  /** By filter; true when more came while it ran. */
  readonly #running = new Map<string, boolean>();

  constructor(host: ServiceHost, store: LogsStore, reader: Reader) {
    this.#host = host;
    this.#store = store;
    this.#reader = reader;
  }

  /** What an earlier run did not deliver. */
  async resume(): Promise<void> {
    for (const { queue, groupKey } of await this.#store.deliveries.queues()) this.#wake(queue, groupKey);
  }

  /** Events were written to the group. */
  wake({ key, subscriptionFilters }: Group): void {
    const { account, region } = key;
    for (const { id: filterId } of subscriptionFilters) this.#wake({ account, region, filterId }, key);
  }

  #wake(queue: Queue, groupKey: GroupKey): void {
    const isRunning = this.#running.has(queue.filterId);
    this.#running.set(queue.filterId, true);
    if (isRunning) return;
    this.#run(queue, groupKey)
      .catch((error: unknown) => {
        if (!this.#host.closing.aborted) this.#host.logger.error({ err: error }, "a subscription filter stopped");
      })
      .finally(() => this.#running.delete(queue.filterId));
  }

  async #run(queue: Queue, groupKey: GroupKey): Promise<void> {
    while (!this.#host.closing.aborted) {
      this.#running.set(queue.filterId, false);
      const some = await this.#store.deliveries.first(queue, DELIVERED_AT_A_TIME);
      if (some.length === 0) {
        if (this.#running.get(queue.filterId) === true) continue;
        return;
      }
      const group = await this.#store.groups.find(groupKey);
      const filter = group?.subscriptionFilters.find(({ id }) => id === queue.filterId);
      for (const sameStream of byStream(some)) {
        if (group && filter) await this.#deliver(group, filter, sameStream);
        if (this.#host.closing.aborted) return;
        await this.#store.deliveries.remove(queue, sameStream);
      }
    }
  }

  async #deliver(group: Group, filter: SubscriptionFilter, deliveries: readonly Delivery[]): Promise<void> {
    const { closing, clock, logger } = this.#host;
    const [first] = deliveries;
    const untilMs = (first?.ingestionMs ?? 0) + DELIVERED_WITHIN_MS;
    let sentMessages = 0;
    for (let delayMs = RETRY_MIN_MS; !closing.aborted; delayMs = Math.min(RETRY_MAX_MS, delayMs * 2)) {
      try {
        return await this.#send(group, filter, deliveries, sentMessages, (sent) => (sentMessages = sent));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { name: filterName } = filter;
        const about = { logGroup: group.key.name, filterName, code: error.code };
        if (clock.now() + delayMs > untilMs) return logger.warn(about, "log events were not delivered within a day");
        logger.debug(about, "log events are not delivered yet");
      }
      await clock.sleep(delayMs, closing);
      const now = await this.#store.groups.find(group.key);
      if (!now?.subscriptionFilters.some(({ id }) => id === filter.id)) return;
    }
  }

  /** Those messages before `from` were sent by an earlier try. Errors: AwsError of the destination. */
  async #send(
    group: Group,
    filter: SubscriptionFilter,
    deliveries: readonly Delivery[],
    from: number,
    onSent: (count: number) => void,
  ): Promise<void> {
    const [first] = deliveries;
    const route = routeOf(filter);
    if (!first || !route) return;
    const { account, name: logGroup } = group.key;
    const head = { owner: account, logGroup, logStream: first.streamName, filterName: filter.name };
    const events = await this.#matched(group, filter, deliveries);
    const messages = await messagesOf(head, events, SENT_BYTES_MAX[route.target.vendor]);
    const streamName = filter.distribution === "Random" ? undefined : first.streamName;
    const sent = { ...route, sourceArn: `${groupArn(group.key)}:*`, account, streamName };
    for (const [index, message] of messages.entries()) {
      if (index < from) continue;
      await send(this.#host, sent, message);
      onSent(index + 1);
    }
  }

  async #matched(group: Group, filter: SubscriptionFilter, deliveries: readonly Delivery[]): Promise<MatchedEvent[]> {
    const pattern = parseFilterPattern(filter.pattern);
    const hasFields = filter.pattern.trim().startsWith("[");
    const matched: MatchedEvent[] = [];
    for (const delivery of deliveries)
      for (const event of await this.#reader.eventsOf(group, delivery)) {
        const match = pattern(event.message);
        if (match) matched.push({ event, extracted: hasFields ? withoutSigns(match.extracted) : undefined });
      }
    return matched;
  }
}

function routeOf({ destinationArn, roleArn }: SubscriptionFilter): Route | undefined {
  const target = targetOf(destinationArn);
  const { vendor } = target ?? {};
  if (!target || vendor === undefined || vendor === "logs") return undefined;
  return { target: { ...target, vendor }, roleArn };
}

const withoutSigns = (extracted: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(extracted).map(([name, value]) => [name.replace(/^\$/, ""), value]));

/** Those of one stream that follow each other in one. */
function byStream(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) {
    const group = groups.get(delivery.streamId) ?? [];
    group.push(delivery);
    groups.set(delivery.streamId, group);
  }
  return [...groups.values()];
}
