// Moves the records of one delivery stream from its source to S3, batch by batch, as long as the stream is there.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceHost } from "../../engines/host.ts";
import { AwsError, EngineError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { Batch, Staging } from "./batch.ts";
import { Buffers, type Open } from "./buffers.ts";
import { foldingOf } from "./conversion-schema.ts";
import { Delivery } from "./delivery.ts";
import { backsUp, converts } from "./destination.ts";
import { DirectSource } from "./direct-source.ts";
import { destinationOf, loggingOf } from "./error-log.ts";
import { Intake } from "./intake.ts";
import { KinesisSource } from "./kinesis-source.ts";
import {
  ACTIVE_PARTITIONS_MAX,
  DELIVERIES_AT_ONCE_MAX,
  RECORDS_KEPT_MS,
  RETRY_MAX_MS,
  RETRY_MIN_MS,
} from "./limits.ts";
import { pause } from "./pause.ts";
import { delimiterOf } from "./processors/delimiter.ts";
import { pipelineOf, type Pipeline } from "./processors/pipeline.ts";
import { partitions } from "./processors/settings.ts";
import type { Failure } from "./processors/work.ts";
import { dueMsOf, isReady, roomIn } from "./readiness.ts";
import type { Source } from "./source.ts";
import type { FirehoseStore } from "./store.ts";
import type { Stream, StreamKey } from "./stream.ts";
import type { Tools } from "./tools.ts";

/** Thrown through the loop where there is nothing more to do. */
class Ended extends Error {}
/** Thrown where the batch must be staged otherwise: the destination has changed. */
class Restaged extends Error {}

export class Pump {
  readonly #tools: Tools;
  readonly #host: ServiceHost;
  readonly #store: FirehoseStore;
  readonly #key: StreamKey;
  readonly #id: string;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;
  /** Aborted to make the loop look at the stream's settings again. */
  #waiting = new AbortController();
  /** Since when no delivery has succeeded, Infinity when the last one has. */
  #failingSinceMs = Infinity;
  /** Whether the keys of this stream's records had to be folded before. */
  #folds = false;

  constructor(tools: Tools, store: FirehoseStore, stream: Stream) {
    this.#tools = tools;
    this.#host = tools.host;
    this.#store = store;
    this.#key = stream.key;
    this.#id = stream.id;
    this.#running = this.#run();
  }

  /** Resolves when the pump does nothing any more. What it had staged is delivered by the next pump. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** The stream's settings have changed. */
  wake(): void {
    this.#waiting.abort();
    this.#waiting = new AbortController();
  }

  async #run(): Promise<void> {
    let retryMs = RETRY_MIN_MS;
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#cycle(() => (retryMs = RETRY_MIN_MS));
      } catch (error) {
        if (error instanceof Restaged) continue;
        if (error instanceof Ended || this.#stopping.signal.aborted) return;
        this.#warn(error, retryMs);
        await pause(this.#host.clock, retryMs, this.#stopping.signal);
        retryMs = Math.min(RETRY_MAX_MS, retryMs * 2);
      }
    }
  }

  /** Batches from the checkpoint on, until something fails. */
  async #cycle(onDelivered: () => void): Promise<never> {
    const source = await this.#openSource(await this.#stream());
    const { clock } = this.#host;
    const intake = new Intake(source, clock);
    const buffers = new Buffers({ newFolder: () => this.#newFolder(), nowMs: () => clock.now() });
    try {
      for (;;) {
        const ready = await this.#fill(buffers, intake, source);
        for (let at = 0; at < ready.length; at += DELIVERIES_AT_ONCE_MAX)
          await allSettled(ready.slice(at, at + DELIVERIES_AT_ONCE_MAX).map(({ batch }) => this.#deliver(batch)));
        for (const each of ready) await buffers.remove(each);
        const positions = buffers.since ?? intake.positions;
        await this.#store.commit(await this.#stream(), { positions });
        await source.delivered(positions);
        onDelivered();
      }
    } finally {
      await buffers.discard();
    }
  }

  /** The stream as it is now. Ends the pump when it is gone. */
  async #stream(): Promise<Stream> {
    if (this.#stopping.signal.aborted) throw new Ended();
    const stream = await this.#store.find(this.#key);
    if (!stream || stream.id !== this.#id || stream.deleting) throw new Ended();
    return stream;
  }

  async #openSource(stream: Stream): Promise<Source> {
    const { positions } = await this.#store.checkpoint(stream);
    if (!stream.kinesis) return new DirectSource(this.#store, stream, positions);
    const { peers, clock } = this.#host;
    const { metrics } = this.#tools;
    const options = { peers, clock, metrics, settings: stream.kinesis, startMs: stream.createdAtMs, positions };
    return new KinesisSource(options, stream.key.account, stream.key.region);
  }

  async #newFolder(): Promise<string> {
    const folder = join(this.#host.temporaryFolder, "firehose", uuid());
    await mkdir(folder, { recursive: true });
    return folder;
  }

  #stagingOf({ destination, endpoint }: Stream): Staging {
    const isConverting = converts(destination);
    const deserializer = destination.DataFormatConversionConfiguration?.InputFormatConfiguration?.Deserializer ?? {};
    return {
      converts: isConverting,
      framed: endpoint !== undefined || (partitions(destination) && !isConverting),
      folding: isConverting && this.#folds ? foldingOf(deserializer) : undefined,
      delimiter: isConverting ? undefined : delimiterOf(destination.ProcessingConfiguration),
    };
  }

  /** Takes records until a buffer is full or its time has come; waits for the first one as long as it takes. */
  async #fill(buffers: Buffers, intake: Intake, source: Source): Promise<Open[]> {
    let pipeline: Pipeline | undefined;
    let version = 0;
    for (;;) {
      const waiting = this.#waiting.signal;
      const stream = await this.#stream();
      const { destination } = stream;
      if (!pipeline || version !== stream.version) pipeline = pipelineOf(this.#tools, stream, this.#stopping.signal);
      version = stream.version;
      const { idle, taken } = await intake.take(pipeline, roomIn([...buffers.all], destination));
      if (taken) {
        await buffers.add(taken, this.#stagingOf(stream), backsUp(destination));
        if (partitions(destination)) this.#countPartitions(buffers);
        this.#report(stream, taken.failures);
        if (taken.records.length === 0 && !buffers.since) return [];
      }
      const nowMs = this.#host.clock.now();
      const open = [...buffers.all];
      const ready = open.filter((each) => isReady(each, destination, nowMs, idle));
      if (ready.length > 0) return ready;
      const dueMs = Math.min(intake.dueMs(pipeline), ...open.map((each) => dueMsOf(each, destination)));
      if (idle) await this.#idle(source, dueMs, waiting);
    }
  }

  /** One error of each kind. */
  #report(stream: Stream, failures: readonly Failure[]): void {
    const { options, roleArn } = loggingOf(stream);
    const kinds = new Map(failures.map(({ error }) => [error.code, error]));
    for (const { code, message, lambdaArn } of kinds.values())
      this.#tools.errors.report(stream, options, roleArn, {
        code,
        message,
        destination: destinationOf(stream),
        ...(lambdaArn !== undefined && { processor: lambdaArn }),
      });
  }

  #countPartitions({ partitions: count, hasRefused }: Buffers): void {
    const { metrics } = this.#tools;
    metrics.add("PartitionCount", count);
    metrics.add("PartitionCountExceeded", hasRefused ? 1 : 0);
    metrics.add("ActivePartitionsLimit", ACTIVE_PARTITIONS_MAX);
  }

  /** Waits until the source may have more, the batch is due, the settings change, or the pump stops. */
  async #idle(source: Source, dueMs: number, waiting: AbortSignal): Promise<void> {
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, waiting, this.#stopping.signal]);
    const timer = Number.isFinite(dueMs) ? this.#host.clock.at(dueMs, () => over.abort()) : undefined;
    try {
      await source.ready(signal);
    } finally {
      timer?.cancel();
      over.abort();
    }
  }

  /** Tries until everything is put, or the records are too old. */
  async #deliver(batch: Batch): Promise<void> {
    await batch.close();
    const delivery = new Delivery(this.#tools, batch);
    try {
      await this.#deliverAll(batch, delivery);
    } finally {
      await delivery.close();
    }
  }

  async #deliverAll(batch: Batch, delivery: Delivery): Promise<void> {
    let failingSinceMs = Infinity;
    for (let retryMs = RETRY_MIN_MS; ; retryMs = Math.min(RETRY_MAX_MS, retryMs * 2)) {
      const stream = await this.#stream();
      const isData = batch.output.kind === "data";
      if (isData && !isStagedFor(batch.staging, this.#stagingOf(stream))) throw new Restaged();
      const waiting = this.#waiting.signal;
      try {
        await delivery.attempt(stream, this.#stopping.signal);
        this.#folds ||= delivery.needsFolding;
        this.#failingSinceMs = Infinity;
        return;
      } catch (error) {
        const nowMs = this.#host.clock.now();
        this.#failingSinceMs = Math.min(this.#failingSinceMs, nowMs);
        failingSinceMs = Math.min(failingSinceMs, this.#failingSinceMs);
        if (isTooOld(stream, Math.max(batch.newestMs, failingSinceMs), nowMs)) return this.#giveUp(error, batch);
        this.#warn(error, retryMs);
      }
      await pause(this.#host.clock, retryMs, AbortSignal.any([waiting, this.#stopping.signal]));
    }
  }

  #warn(error: unknown, retryMs: number): void {
    if (error instanceof EngineError && error.kind === "closed" && this.#stopping.signal.aborted) return;
    this.#host.logger.warn({ ...this.#told(error), retryMs }, "delivery failed, will retry");
  }

  #giveUp(error: unknown, { records, output }: Batch): void {
    this.#host.logger.error({ ...this.#told(error), records, kind: output.kind }, "records given up after 24 hours");
  }

  #told(error: unknown): object {
    const { account, region, name } = this.#key;
    const isAnswer = error instanceof EngineError || error instanceof AwsError;
    const cause = isAnswer ? { error: error.name, reason: error.message } : { err: error };
    return { ...cause, account, region, deliveryStream: name };
  }
}

/** Documented: DirectPut streams keep records for 24 hours; a Kinesis stream keeps them itself. */
const isTooOld = ({ kinesis }: Stream, sinceMs: number, nowMs: number): boolean =>
  !kinesis && nowMs >= sinceMs + RECORDS_KEPT_MS;

const isStagedFor = (is: Staging, wanted: Staging): boolean =>
  is.converts === wanted.converts &&
  is.framed === wanted.framed &&
  is.delimiter?.toString("hex") === wanted.delimiter?.toString("hex");

/** Waits for all of them, also when one fails: none may work on files that are being deleted. */
async function allSettled(running: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(running);
  for (const result of results) if (result.status === "rejected") throw result.reason;
}
