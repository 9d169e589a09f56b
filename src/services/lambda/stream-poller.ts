// Moves the records of one stream to a function, shard by shard, as long as the mapping is enabled.
import type { PeerIdentity } from "../../kit/peers.ts";
import { runBatch } from "./batch-runner.ts";
import type { LambdaContext } from "./context.ts";
import { POLL_RETRY_MS, READ_MAX, SHARD_LISTING_MS } from "./limits.ts";
import type { Mapping } from "./mapping.ts";
import { type Poller, sourceIdentity, warnOfSource } from "./polled-source.ts";
import { FanOutReader } from "./fan-out-reader.ts";
import { type Reader, SHARD_END, ShardReader } from "./shard-reader.ts";
import { isConsumer } from "./source-kind.ts";
import type { SourceRecord } from "./source-record.ts";
import type { Checkpoint } from "./store/mappings.ts";
import { type KnownShard, type ShardPlace, streamApi } from "./stream-api.ts";
import { dueMs as windowDueMs, runWindows } from "./windowed-batches.ts";

export class StreamPoller implements Poller {
  readonly #context: LambdaContext;
  readonly #mapping: Mapping;
  readonly #stopping = new AbortController();
  readonly #done = new Set<string>();
  readonly #readers = new Map<string, Promise<void>>();
  #nap = new AbortController();
  readonly #running: Promise<void>;

  constructor(context: LambdaContext, mapping: Mapping) {
    this.#context = context;
    this.#mapping = mapping;
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#readers.values());
  }

  /** Looks for shards again and again, and reads each that has no unread parents. */
  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const { clock } = this.#context.host;
    let isFirst = true;
    while (!signal.aborted) {
      try {
        const checkpoints = await this.#context.store.mappings.checkpoints(this.#mapping.key);
        for (const [shardId, { position }] of checkpoints) if (position === SHARD_END) this.#done.add(shardId);
        const shards = await this.#shards();
        const known = new Set(shards.map(({ shardId }) => shardId));
        for (const { shardId, parents } of shards) {
          if (this.#done.has(shardId) || this.#readers.has(shardId)) continue;
          const isWaiting = parents.some((parent) => known.has(parent) && !this.#done.has(parent));
          if (isWaiting) continue;
          const checkpoint = checkpoints.get(shardId);
          const isNew = checkpoint?.position === undefined;
          const isChild = parents.some((parent) => this.#done.has(parent)) || (!isFirst && isNew);
          this.#readers.set(shardId, this.#read(shardId, checkpoint ?? { position: undefined }, isChild));
        }
        isFirst = false;
      } catch (error) {
        this.#warn(error);
      }
      this.#nap = new AbortController();
      await clock.sleep(SHARD_LISTING_MS, AbortSignal.any([signal, this.#nap.signal]));
    }
  }

  async #shards(): Promise<readonly KnownShard[]> {
    return streamApi(this.#context.host, this.#mapping, await this.#identity()).shards();
  }

  #identity(): Promise<PeerIdentity> {
    return sourceIdentity(this.#context, this.#mapping, this.#stopping.signal);
  }

  /** From the checkpoint to the shard's end, or until it is stopped. */
  async #read(shardId: string, from: Checkpoint, isChild: boolean): Promise<void> {
    const { signal } = this.#stopping;
    let done = from;
    while (!signal.aborted) {
      let reader: Reader | undefined;
      try {
        reader = this.#open(await this.#identity(), { shardId, position: done.position, isChild });
        while (!signal.aborted) {
          const records = await this.#fill(reader, done);
          const next = await this.#runRecords(shardId, records, done);
          if (next === "stopped") return;
          if (next !== done) await this.#commit(shardId, (done = next));
          if (reader.ended && !done.window) {
            await this.#commit(shardId, { position: SHARD_END });
            this.#done.add(shardId);
            this.#nap.abort(); // its children may be read now
            return;
          }
        }
      } catch (error) {
        this.#warn(error);
        await this.#context.host.clock.sleep(POLL_RETRY_MS, signal);
      } finally {
        reader?.close();
      }
    }
  }

  #open(as: PeerIdentity, shard: ShardPlace): Reader {
    const { host } = this.#context;
    return isConsumer(this.#mapping.sourceArn)
      ? new FanOutReader(host, this.#mapping, as, shard)
      : new ShardReader(host.clock, streamApi(host, this.#mapping, as), shard);
  }

  /** What is done with then; the same object when nothing was. */
  async #runRecords(
    shardId: string,
    records: readonly SourceRecord[],
    done: Checkpoint,
  ): Promise<Checkpoint | "stopped"> {
    const place = { mapping: this.#mapping, shardId, signal: this.#stopping.signal };
    const position = records.at(-1)?.sequenceNumber ?? done.position;
    if (this.#mapping.settings.tumblingSeconds === 0 && !done.window) {
      if (records.length === 0) return done;
      return (await runBatch(this.#context, place, records)) === "stopped" ? "stopped" : { position };
    }
    const result = await runWindows(this.#context, place, records, done.window);
    if (result === "stopped" || (records.length === 0 && result.window === done.window))
      return result === "stopped" ? result : done;
    return { position, window: result.window };
  }

  /** Records up to a batch, waiting for the first until the tumbling window ends, and then for more up to the batching window. */
  async #fill(reader: Reader, { window }: Checkpoint): Promise<readonly SourceRecord[]> {
    const { batchSize, parallelization, windowSeconds } = this.#mapping.settings;
    const { clock } = this.#context.host;
    const { signal } = this.#stopping;
    const countMax = Math.min(READ_MAX, batchSize * parallelization);
    const records: SourceRecord[] = [];
    let dueMs = Infinity;
    const endMs = window ? windowDueMs(window) : Infinity;
    while (!signal.aborted) {
      const more = await reader.read(countMax - records.length);
      records.push(...more);
      if (more.length > 0) dueMs = Math.min(dueMs, clock.now() + windowSeconds * 1000);
      const isLast = reader.ended && (records.length > 0 || !window);
      if (records.length >= countMax || isLast || clock.now() >= Math.min(dueMs, endMs)) break;
      await clock.sleep(Math.max(1, Math.min(reader.paceMs, dueMs - clock.now())), signal);
    }
    return signal.aborted ? [] : records;
  }

  #commit(shardId: string, checkpoint: Checkpoint): Promise<void> {
    return this.#context.store.mappings.commit(this.#mapping.key, shardId, checkpoint, "OK");
  }

  #warn(error: unknown): void {
    warnOfSource(this.#context, this.#mapping, this.#stopping.signal, error);
  }
}
