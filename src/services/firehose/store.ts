// What Firehose keeps: delivery streams and checkpoints in key-value tables, records put directly in the log.
import type { ServiceHost } from "../../engines/host.ts";
import type { LogRecord, ReadOptions, ShardBounds, StoredRecord } from "../../engines/log/log.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import { EngineError } from "../../kit/errors.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { streamExists, streamNotFound, tooManyStreams } from "./errors.ts";
import { DELIVERY_STREAMS_MAX, STREAMS_CACHED_MAX } from "./limits.ts";
import { deleteDataKeys } from "./store/data-keys.ts";
import { SealedLog } from "./store/sealed-log.ts";
import { logOf, type Stream, type StreamKey, type StreamRow } from "./stream.ts";

/** Where the next delivery begins: a position a shard of the source, in the source's own terms. */
export interface Checkpoint {
  readonly positions: Readonly<Record<string, string>>;
}

const streams = table<StreamRow>({ name: "firehose.streams", version: 1, upgrades: {} });
const checkpoints = table<Checkpoint>({ name: "firehose.checkpoints", version: 1, upgrades: {} });

type Place = Omit<StreamKey, "name">;
const rowKey = ({ account, region, name }: StreamKey) => [account, region, name] as const;
const checkpointKey = ({ id, key: { account, region } }: Stream) => [account, region, id] as const;
const cacheKey = ({ account, region, name }: StreamKey): string => `${account}/${region}/${name}`;

export class FirehoseStore {
  readonly #host: ServiceHost;
  readonly #sealed: SealedLog;
  readonly #cache = new RowCache<Stream>(STREAMS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
    this.#sealed = new SealedLog(host);
  }

  find(key: StreamKey): Promise<Stream | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await streams.get(this.#host.keyvalue, rowKey(key));
      return row && { key, ...row };
    });
  }

  /** Errors: ResourceNotFoundException. */
  async get(key: StreamKey): Promise<Stream> {
    const stream = await this.find(key);
    if (!stream) throw streamNotFound(key);
    return stream;
  }

  /** Streams of an account and region in the order of their names. */
  async *list({ account, region }: Place, after?: string): AsyncGenerator<Stream> {
    const prefix = [account, region];
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of streams.scan(this.#host.keyvalue, range))
      yield { key: { account, region, name: String(key[2]) }, ...row };
  }

  /** Streams of every account and region. */
  async *all(): AsyncGenerator<Stream> {
    for await (const { key, row } of streams.scan(this.#host.keyvalue)) {
      const [account, region, name] = key.map(String);
      yield { key: { account: account ?? "", region: region ?? "", name: name ?? "" }, ...row };
    }
  }

  /** The timer is set when, and only when, the stream is there. Errors: ResourceInUseException, LimitExceededException. */
  async create(key: StreamKey, row: StreamRow, timer: DurableTimer): Promise<Stream> {
    await this.#assertRoom(key);
    const stream = { key, ...row };
    if (!row.kinesis) await this.#host.log.create(logOf(stream));
    await this.#write(key, async (transaction) => {
      if (await streams.get(transaction, rowKey(key))) throw streamExists(key);
      streams.put(transaction, rowKey(key), row);
      await this.#host.jobs.schedule(timer, transaction);
    }).catch(async (error: unknown) => {
      if (!row.kinesis) await this.#host.log.delete(logOf(stream));
      throw error;
    });
    return stream;
  }

  /** Errors: ResourceNotFoundException; whatever `change` throws. */
  async change(key: StreamKey, change: (row: StreamRow) => StreamRow, timer?: DurableTimer): Promise<void> {
    await this.#write(key, async (transaction) => {
      const row = await streams.get(transaction, rowKey(key));
      if (!row) throw streamNotFound(key);
      streams.put(transaction, rowKey(key), change(row));
      if (timer) await this.#host.jobs.schedule(timer, transaction);
    });
  }

  /** Forgets the stream and its records. Idempotent; a later stream of the same name stays. */
  async remove(stream: Stream): Promise<void> {
    await this.#host.log.delete(logOf(stream));
    await this.#write(stream.key, async (transaction) => {
      await deleteDataKeys(transaction, stream);
      checkpoints.delete(transaction, checkpointKey(stream));
      const row = await streams.get(transaction, rowKey(stream.key));
      if (row?.id === stream.id) streams.delete(transaction, rowKey(stream.key));
    });
  }

  /**
   * Appends records put directly; resolves with the first one's position when all are durable.
   * Errors: ResourceNotFoundException when the stream was deleted meanwhile, InvalidKMSResourceException.
   */
  async append(stream: Stream, records: readonly LogRecord[]): Promise<number> {
    try {
      return (await this.#host.log.append(logOf(stream), await this.#sealed.seal(stream, records))).first;
    } catch (error) {
      if (error instanceof EngineError && error.kind === "not-found") throw streamNotFound(stream.key);
      throw error;
    }
  }

  /** Errors: InvalidKMSResourceException. */
  async read(stream: Stream, options: ReadOptions): Promise<StoredRecord[]> {
    return this.#sealed.open(stream, await this.#host.log.read(logOf(stream), options));
  }

  bounds(stream: Stream): Promise<ShardBounds> {
    return this.#host.log.bounds(logOf(stream));
  }

  waitFor(stream: Stream, position: number, signal: AbortSignal): Promise<void> {
    return this.#host.log.waitFor(logOf(stream), position, signal);
  }

  trim(stream: Stream, position: number): Promise<void> {
    return this.#host.log.trim(logOf(stream), position);
  }

  async checkpoint(stream: Stream): Promise<Checkpoint> {
    return (await checkpoints.get(this.#host.keyvalue, checkpointKey(stream))) ?? { positions: {} };
  }

  async commit(stream: Stream, checkpoint: Checkpoint): Promise<void> {
    await this.#host.keyvalue.transact((transaction) =>
      checkpoints.put(transaction, checkpointKey(stream), checkpoint),
    );
  }

  async #assertRoom(place: Place): Promise<void> {
    const names: string[] = [];
    for await (const { key } of this.list(place)) names.push(key.name);
    if (names.length >= DELIVERY_STREAMS_MAX) throw tooManyStreams(names);
  }

  #write(key: StreamKey, body: (transaction: Transaction) => Promise<void>): Promise<void> {
    return this.#cache.changing(cacheKey(key), () => this.#host.keyvalue.transact(body));
  }
}
