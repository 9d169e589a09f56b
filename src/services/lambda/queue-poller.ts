// Moves the messages of one queue to a function, batch by batch, as long as the mapping is enabled.
import type { Message } from "@aws-sdk/client-sqs";
import type { Outcome } from "../../engines/functions/functions.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { LambdaContext } from "./context.ts";
import { failedItems } from "./item-failures.ts";
import {
  EVENT_SIZE_MAX_BYTES,
  POLL_RETRY_MS,
  QUEUE_BATCHES_DEFAULT,
  QUEUE_RECEIVED_MAX,
  QUEUE_WAIT_SECONDS,
} from "./limits.ts";
import { locate } from "./locate.ts";
import type { Mapping } from "./mapping.ts";
import { type Poller, sourceIdentity, warnOfSource } from "./polled-source.ts";
import { eventBytes, isTaken, queueEvent } from "./queue-event.ts";
import { isFifo, queueUrlOf } from "./queues.ts";

export class QueuePoller implements Poller {
  readonly #context: LambdaContext;
  readonly #mapping: Mapping;
  readonly #place: { readonly queueArn: string; readonly region: string };
  readonly #stopping = new AbortController();
  readonly #batches = new Set<Promise<void>>();
  /** Received, and too much for the event that the others went with. */
  #left: readonly Message[] = [];
  readonly #running: Promise<void>;

  constructor(context: LambdaContext, mapping: Mapping) {
    this.#context = context;
    this.#mapping = mapping;
    this.#place = { queueArn: mapping.sourceArn, region: mapping.key.region };
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#batches);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const countMax = this.#mapping.settings.concurrencyMax ?? QUEUE_BATCHES_DEFAULT;
    while (!signal.aborted) {
      try {
        const batch = await this.#fitting(await this.#gather());
        if (batch.length > 0) this.#start(batch);
        if (this.#batches.size >= countMax) await Promise.race(this.#batches);
      } catch (error) {
        warnOfSource(this.#context, this.#mapping, signal, error);
        await this.#context.host.clock.sleep(POLL_RETRY_MS, signal);
      }
    }
  }

  /** Messages up to a batch: waits for the first, and then for more up to the batching window. */
  async #gather(): Promise<readonly Message[]> {
    const { batchSize, windowSeconds } = this.#mapping.settings;
    const { clock } = this.#context.host;
    const gathered = [...this.#left];
    this.#left = [];
    let sizeBytes = this.#bytesOf(gathered);
    let dueMs = gathered.length > 0 ? clock.now() : Infinity;
    while (!this.#stopping.signal.aborted) {
      if (gathered.length >= batchSize || sizeBytes >= EVENT_SIZE_MAX_BYTES || clock.now() >= dueMs) break;
      const leftSeconds = Math.min(QUEUE_WAIT_SECONDS, Math.ceil((dueMs - clock.now()) / 1000));
      const more = await this.#receive(Math.min(QUEUE_RECEIVED_MAX, batchSize - gathered.length), leftSeconds);
      if (more.length > 0) dueMs = Math.min(dueMs, clock.now() + windowSeconds * 1000);
      gathered.push(...more);
      sizeBytes += this.#bytesOf(more);
    }
    return gathered;
  }

  /** Those that are taken; the others are deleted. Documented. */
  async #receive(max: number, waitSeconds: number): Promise<readonly Message[]> {
    const input = {
      QueueUrl: queueUrlOf(this.#mapping.sourceArn),
      MaxNumberOfMessages: max,
      WaitTimeSeconds: waitSeconds,
      AttributeNames: ["All" as const],
      MessageAttributeNames: ["All"],
    };
    const as = await sourceIdentity(this.#context, this.#mapping, this.#stopping.signal);
    const { Messages = [] } = await this.#context.host.peers.call("sqs", "ReceiveMessage", input, as);
    const taken = Messages.filter((message) => isTaken(message, this.#place, this.#mapping.settings.filters));
    await this.#delete(Messages.filter((message) => !taken.includes(message)));
    return taken;
  }

  /** As many as an event can hold. What is left comes next; of a FIFO queue only after these, so it goes back. */
  async #fitting(messages: readonly Message[]): Promise<readonly Message[]> {
    let sizeBytes = 0;
    const tooMany = messages.findIndex((message, at) => {
      sizeBytes += eventBytes(message, this.#place);
      return at > 0 && sizeBytes > EVENT_SIZE_MAX_BYTES;
    });
    if (tooMany < 0) return messages;
    const left = messages.slice(tooMany);
    if (isFifo(this.#mapping.sourceArn)) await this.#giveBack(left);
    else this.#left = left;
    return messages.slice(0, tooMany);
  }

  #bytesOf(messages: readonly Message[]): number {
    return messages.reduce((all, message) => all + eventBytes(message, this.#place), 0);
  }

  #start(batch: readonly Message[]): void {
    const running = this.#runBatch(batch)
      .catch((error: unknown) => warnOfSource(this.#context, this.#mapping, this.#stopping.signal, error))
      .finally(() => this.#batches.delete(running));
    this.#batches.add(running);
  }

  /** What the function has not done comes back when its visibility timeout is over. Documented. */
  async #runBatch(batch: readonly Message[]): Promise<void> {
    const outcome = await this.#invoke(batch);
    if (outcome === "throttled") return this.#context.host.clock.sleep(POLL_RETRY_MS, this.#stopping.signal);
    if (!outcome.failed) await this.#delete(this.#done(batch, outcome));
  }

  #done(batch: readonly Message[], { payload }: Outcome): readonly Message[] {
    if (!this.#mapping.settings.reportsItemFailures) return batch;
    const failed = failedItems(payload);
    const isStrange = failed.some((item) => !batch.some(({ MessageId }) => MessageId === item));
    return isStrange ? [] : batch.filter(({ MessageId = "" }) => !failed.includes(MessageId));
  }

  async #invoke(batch: readonly Message[]): Promise<Outcome | "throttled"> {
    const { store, runner } = this.#context;
    const { function: key, qualifier } = this.#mapping;
    try {
      const located = await locate(store, { key, qualifier });
      const payload = Buffer.from(JSON.stringify(queueEvent(batch, this.#place)));
      return await runner.run(located, { requestId: uuid(), payload });
    } catch (error) {
      if (error instanceof AwsError) return "throttled";
      throw error;
    }
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    const QueueUrl = queueUrlOf(this.#mapping.sourceArn);
    for (const Entries of entriesOf(messages)) {
      const as = await this.#lastingIdentity();
      const { Failed = [] } = await this.#context.host.peers.call(
        "sqs",
        "DeleteMessageBatch",
        { QueueUrl, Entries },
        as,
      );
      if (Failed.length > 0)
        this.#context.host.logger.warn(
          { mapping: this.#mapping.key.uuid, count: Failed.length, reason: Failed[0]?.Message },
          "messages that a function has done could not be deleted and come again",
        );
    }
  }

  async #giveBack(messages: readonly Message[]): Promise<void> {
    const QueueUrl = queueUrlOf(this.#mapping.sourceArn);
    for (const entries of entriesOf(messages)) {
      const Entries = entries.map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
      const as = await this.#lastingIdentity();
      await this.#context.host.peers.call("sqs", "ChangeMessageVisibilityBatch", { QueueUrl, Entries }, as);
    }
  }

  /** For what is done with messages that were received: also while the mapping stops. */
  #lastingIdentity() {
    return sourceIdentity(this.#context, this.#mapping, this.#context.host.closing);
  }
}

function* entriesOf(messages: readonly Message[]): Generator<{ Id: string; ReceiptHandle: string }[]> {
  for (let at = 0; at < messages.length; at += QUEUE_RECEIVED_MAX)
    yield messages
      .slice(at, at + QUEUE_RECEIVED_MAX)
      .map(({ ReceiptHandle = "" }, index) => ({ Id: String(index), ReceiptHandle }));
}
