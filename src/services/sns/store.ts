// What SNS keeps: topics, and subscriptions by topic. The only file here that touches the engine.
import type { ServiceHost } from "../../engines/host.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { subscriptionDoesNotExist, topicDoesNotExist } from "./errors.ts";
import { TOPICS_CACHED_MAX } from "./limits.ts";
import { type Subscription, type SubscriptionRow, type Topic, type TopicKey, topicOf, type TopicRow } from "./topic.ts";

const topics = table<TopicRow>({ name: "sns.topics", version: 1, upgrades: {} });
const subscriptions = table<SubscriptionRow>({ name: "sns.subscriptions", version: 1, upgrades: {} });

type Place = Omit<TopicKey, "name">;

const rowKey = ({ account, region, name }: TopicKey) => [account, region, name] as const;
const cacheKey = ({ account, region, name }: TopicKey): string => `${account}/${region}/${name}`;

export class SnsStore {
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<Topic>(TOPICS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  find(key: TopicKey): Promise<Topic | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await topics.get(this.#host.keyvalue, rowKey(key));
      return row && topicOf(key, row);
    });
  }

  /** Errors: NotFoundException. */
  async get(key: TopicKey): Promise<Topic> {
    const topic = await this.find(key);
    if (!topic) throw topicDoesNotExist();
    return topic;
  }

  async *list({ account, region }: Place, after?: string): AsyncGenerator<Topic> {
    const prefix = [account, region] as const;
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of topics.scan(this.#host.keyvalue, range))
      yield topicOf({ account, region, name: String(key[2]) }, row);
  }

  /** The topic of that name that was there, or undefined when it was made now. */
  async create(key: TopicKey, row: TopicRow): Promise<Topic | undefined> {
    let there: TopicRow | undefined;
    await this.#write(key, async (transaction) => {
      there = await topics.get(transaction, rowKey(key));
      if (!there) topics.put(transaction, rowKey(key), row);
    });
    return there && topicOf(key, there);
  }

  /** Errors: NotFoundException, and whatever `change` throws; then nothing is changed. */
  async change(key: TopicKey, change: (row: TopicRow) => TopicRow): Promise<void> {
    await this.#write(key, async (transaction) => {
      const row = await topics.get(transaction, rowKey(key));
      if (!row) throw topicDoesNotExist();
      topics.put(transaction, rowKey(key), change(row));
    });
  }

  /** With its subscriptions. Idempotent. */
  async remove(key: TopicKey): Promise<void> {
    await this.#write(key, async (transaction) => {
      topics.delete(transaction, rowKey(key));
      for await (const { key: stored } of subscriptions.scan(transaction, { prefix: rowKey(key) }))
        subscriptions.delete(transaction, stored);
    });
  }

  /** Of a topic, or of all topics of an account and region; in the order of topics' names. */
  async *subscriptions(
    place: Place & { readonly name?: string },
    after?: readonly string[],
  ): AsyncGenerator<Subscription> {
    const { account, region, name } = place;
    const prefix = name === undefined ? [account, region] : [account, region, name];
    const range = { prefix, ...(after && { after: [account, region, ...after] }) };
    for await (const { key, row } of subscriptions.scan(this.#host.keyvalue, range))
      yield { ...row, topic: { account, region, name: String(key[2]) }, id: String(key[3]) };
  }

  async findSubscription({ topic, id }: Pick<Subscription, "topic" | "id">): Promise<Subscription | undefined> {
    const row = await subscriptions.get(this.#host.keyvalue, [...rowKey(topic), id]);
    return row && { ...row, topic, id };
  }

  async addSubscription({ topic, id, ...row }: Subscription): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      if (!(await topics.get(transaction, rowKey(topic)))) throw topicDoesNotExist();
      subscriptions.put(transaction, [...rowKey(topic), id], row);
    });
  }

  /** Errors: NotFoundException. */
  async changeSubscription(
    { topic, id }: Pick<Subscription, "topic" | "id">,
    change: (row: SubscriptionRow) => SubscriptionRow | undefined,
  ): Promise<void> {
    await this.#host.keyvalue.transact(async (transaction) => {
      const row = await subscriptions.get(transaction, [...rowKey(topic), id]);
      if (!row) throw subscriptionDoesNotExist();
      const changed = change(row);
      if (changed) subscriptions.put(transaction, [...rowKey(topic), id], changed);
      else subscriptions.delete(transaction, [...rowKey(topic), id]);
    });
  }

  #write(key: TopicKey, change: (transaction: Transaction) => Promise<void>): Promise<void> {
    return this.#cache.changing(cacheKey(key), () => this.#host.keyvalue.transact(change));
  }
}
