// What Kinesis keeps: streams in key-value tables, records in the log. The only file here that touches engines.
import type { AppendResult, LogRecord, StoredRecord } from "../../engines/log/log.ts";
import type { ServiceHost } from "../../engines/host.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { table } from "../../engines/keyvalue/table.ts";
import { EngineError } from "../../kit/errors.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { shardDoesNotExist, streamExists, streamNotFound } from "./errors.ts";
import type { Lineage } from "./lineage.ts";
import { STREAMS_CACHED_MAX } from "./limits.ts";
import { ShardGates } from "./shard-gates.ts";
import { shardId, type Shard } from "./shard.ts";
import { AccountSettingsStore } from "./store/account-settings.ts";
import { ConsumerStore, deleteConsumers } from "./store/consumers.ts";
import { DataKeyStore, deleteDataKeys } from "./store/data-keys.ts";
import { logOf, type Stream, type StreamKey, type StreamRow } from "./stream.ts";

const streams = table<StreamRow>({ name: "kinesis.streams", version: 2, upgrades: { 1: withLineage } });
/** Of names whose stream is gone: when its shards were created, so that a later one gets other sequence numbers. */
const formerStreams = table<{ readonly shardsCreatedAtMs: number }>({
  name: "kinesis.former-streams",
  version: 1,
  upgrades: {},
});

const rowKey = ({ account, region, name }: StreamKey) => [account, region, name] as const;
const cacheKey = ({ account, region, name }: StreamKey): string => `${account}/${region}/${name}`;

/** What a change of a stream leaves behind. */
export interface Changed {
  readonly row: StreamRow;
  /** Scheduled when, and only when, the row is committed. */
  readonly timers?: readonly DurableTimer[];
}

export class KinesisStore {
  readonly consumers: ConsumerStore;
  readonly accountSettings: AccountSettingsStore;
  readonly dataKeys: DataKeyStore;
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<Stream>(STREAMS_CACHED_MAX);
  readonly #gates = new ShardGates();
  readonly #closings = new Closings();

  constructor(host: ServiceHost) {
    this.#host = host;
    this.dataKeys = new DataKeyStore(host.keyvalue);
    this.consumers = new ConsumerStore(host);
    this.accountSettings = new AccountSettingsStore(host.keyvalue);
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
  async *list(place: Omit<StreamKey, "name">, after?: string): AsyncGenerator<Stream> {
    const { account, region } = place;
    const prefix = [account, region] as const;
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of streams.scan(this.#host.keyvalue, range))
      yield { key: { account, region, name: String(key[2]) }, ...row };
  }

  /**
   * `make` is told when the shards of the former stream of this name were created.
   * Errors: ResourceInUseException when the stream exists.
   */
  async create(key: StreamKey, make: (formerMs: number | undefined) => Changed): Promise<void> {
    await this.#write(key, async (transaction) => {
      if (await streams.get(transaction, rowKey(key))) throw streamExists(key);
      const former = await formerStreams.get(transaction, rowKey(key));
      return make(former?.shardsCreatedAtMs);
    });
  }

  /** Errors: ResourceNotFoundException, and whatever `change` throws; then nothing is changed. */
  async change(key: StreamKey, change: (row: StreamRow) => Changed): Promise<void> {
    await this.#write(key, async (transaction) => {
      const row = await streams.get(transaction, rowKey(key));
      if (!row) throw streamNotFound(key);
      return change(row);
    });
  }

  /** Forgets a stream and its records. Idempotent. */
  async remove(stream: Stream): Promise<void> {
    await Promise.all(allShards(stream).map((shard) => this.#host.log.delete(logOf(stream, shard))));
    await this.#cache.changing(cacheKey(stream.key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        const row = await streams.get(transaction, rowKey(stream.key));
        if (row?.id !== stream.id) return;
        streams.delete(transaction, rowKey(stream.key));
        await deleteConsumers(transaction, stream.key);
        await deleteDataKeys(transaction, stream);
        const shardsCreatedAtMs = Math.max(...allShards(row).map(({ createdAtMs }) => createdAtMs));
        formerStreams.put(transaction, rowKey(stream.key), { shardsCreatedAtMs });
      }),
    );
  }

  /** Makes room for the stream's records. Idempotent. */
  async openShards(stream: Stream): Promise<void> {
    await Promise.all(stream.shards.map((shard) => this.#host.log.create(logOf(stream, shard))));
  }

  /**
   * Resolves when the records are durable; with nothing done and undefined when the shard was closed meanwhile and its
   * children take the records. Errors: ResourceNotFoundException when the stream went away meanwhile.
   */
  async append(stream: Stream, shard: Shard, records: readonly LogRecord[]): Promise<AppendResult | undefined> {
    const log = logOf(stream, shard);
    const closing = this.#gates.closing(log);
    if (closing) {
      await closing;
      return undefined;
    }
    try {
      return await this.#host.log.append(log, records);
    } catch (error) {
      throw isNotFound(error) ? streamNotFound(stream.key) : error;
    }
  }

  /** Records from a position on that arrived at or after `sinceMs`. Errors: ResourceNotFoundException. */
  async read(stream: Stream, shard: Shard, options: ReadShard): Promise<ReadResult> {
    const log = logOf(stream, shard);
    return this.#reading(stream, shard, async () => {
      const { next } = await this.#host.log.bounds(log);
      if (options.from >= next) return { records: [], from: options.from, next };
      const records = await this.#host.log.read(log, options);
      if ((records[0]?.timestampMs ?? options.sinceMs) >= options.sinceMs) return { records, from: options.from, next };
      const from = await this.#host.log.positionAt(log, options.sinceMs);
      return { records: from < next ? await this.#host.log.read(log, { ...options, from }) : [], from, next };
    });
  }

  /** The position that the next record gets. Errors: ResourceNotFoundException. */
  async nextPosition(stream: Stream, shard: Shard): Promise<number> {
    return this.#reading(stream, shard, async () => (await this.#host.log.bounds(logOf(stream, shard))).next);
  }

  /** The first position whose record arrived at or after `timestampMs`. Errors: ResourceNotFoundException. */
  async positionAt(stream: Stream, shard: Shard, timestampMs: number): Promise<number> {
    return this.#reading(stream, shard, () => this.#host.log.positionAt(logOf(stream, shard), timestampMs));
  }

  /** Gives back the space of records that arrived earlier, as far as the log can. */
  async trim(stream: Stream, beforeMs: number): Promise<void> {
    const gone = (shard: Shard): boolean => shard.closed !== undefined && shard.closed.atMs < beforeMs;
    for (const shard of allShards(stream)) {
      const log = logOf(stream, shard);
      if (gone(shard)) await this.#host.log.delete(log);
      else await this.#host.log.trim(log, await this.#host.log.positionAt(log, beforeMs));
    }
    if (!stream.closedShards.some(gone)) return;
    await this.change(stream.key, (row) => ({
      row: row.id === stream.id ? { ...row, closedShards: row.closedShards.filter((shard) => !gone(shard)) } : row,
    }));
  }

  /**
   * Closes shards and opens those that come from them, in one step: no put lands between. `lineageOf` is told where each
   * closed shard ends. Puts that come meanwhile wait. Idempotent as long as the row is the one in `stream`.
   */
  async reshard(
    stream: Stream,
    closing: readonly Shard[],
    lineageOf: (nextOf: (shard: Shard) => number) => Lineage,
    commit: (row: StreamRow, lineage: Lineage) => StreamRow,
  ): Promise<void> {
    const logs = closing.map((shard) => logOf(stream, shard));
    await this.#gates.whileClosing(logs, async () => {
      // An append of nothing resolves after all that came before it.
      const ends = await Promise.all(logs.map(async (log) => (await this.#host.log.append(log, [])).first));
      const nexts = new Map(closing.map(({ index }, at) => [index, ends[at] ?? 0]));
      const lineage = lineageOf(({ index }) => nexts.get(index) ?? 0);
      const opened = allShards(lineage).filter(({ index }) => index >= stream.nextShardIndex);
      await Promise.all(opened.map((shard) => this.#host.log.create(logOf(stream, shard))));
      await this.change(stream.key, (row) => ({ row: commit(row, lineage) }));
    });
    for (const log of logs) this.#closings.happened(log);
  }

  /** Resolves when the shard holds a record at or after `position`, is closed, or `signal` aborts. Errors: ResourceNotFoundException. */
  async waitFor(stream: Stream, shard: Shard, position: number, signal: AbortSignal): Promise<void> {
    const log = logOf(stream, shard);
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    if (signal.aborted) return;
    signal.addEventListener("abort", wake, { once: true });
    const forget = this.#closings.listen(log, wake);
    try {
      await this.#reading(stream, shard, () => this.#host.log.waitFor(log, position, woken.signal));
    } finally {
      forget();
      signal.removeEventListener("abort", wake);
    }
  }

  async #reading<Result>(stream: Stream, shard: Shard, read: () => Promise<Result>): Promise<Result> {
    try {
      return await read();
    } catch (error) {
      throw isNotFound(error) ? shardDoesNotExist(shardId(shard.index), stream.key) : error;
    }
  }

  async #write(key: StreamKey, body: (transaction: Transaction) => Promise<Changed>): Promise<void> {
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        const { row, timers = [] } = await body(transaction);
        streams.put(transaction, rowKey(key), row);
        for (const timer of timers) await this.#host.jobs.schedule(timer, transaction);
      }),
    );
  }
}

const allShards = ({ shards, closedShards }: Pick<Lineage, "shards" | "closedShards">): readonly Shard[] => [
  ...shards,
  ...closedShards,
];

/** Before shards had parents. */
function withLineage(row: Omit<StreamRow, "closedShards" | "nextShardIndex" | "scaledAtMs">): StreamRow {
  const shards = row.shards.map((shard) => ({ ...shard, openedAtMs: shard.createdAtMs }));
  return { ...row, shards, closedShards: [], nextShardIndex: shards.length, scaledAtMs: [] };
}

/** Who waits to hear that a shard was closed, by the name of its log. */
class Closings {
  readonly #listeners = new Map<string, Set<() => void>>();

  happened(log: string): void {
    for (const listener of this.#listeners.get(log) ?? []) listener();
  }

  /** Returns how to stop listening. */
  listen(log: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(log) ?? new Set();
    this.#listeners.set(log, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(log);
    };
  }
}

export interface ReadShard {
  readonly from: number;
  readonly sinceMs: number;
  readonly recordsMax: number;
  readonly sizeMaxBytes: number;
}

export interface ReadResult {
  readonly records: readonly StoredRecord[];
  /** Where reading began. */
  readonly from: number;
  /** The position after the shard's last record. */
  readonly next: number;
}

const isNotFound = (error: unknown): boolean => error instanceof EngineError && error.kind === "not-found";
