// Delivers a staged batch to an endpoint, request by request, each tried for the retry duration; then it has failed.
import type { ServiceHost } from "../../../engines/host.ts";
import { EngineError } from "../../../kit/errors.ts";
import { uuid } from "../../../kit/ids.ts";
import type { Batch } from "../batch.ts";
import { framedRecords } from "../batch-records.ts";
import { targetOf, type Endpoint } from "../endpoint.ts";
import { destinationOf, loggingOf } from "../error-log.ts";
import { ENDPOINT_REQUEST_MAX_BYTES, ENDPOINT_REQUEST_RECORDS_MAX } from "../limits.ts";
import { Spool } from "../spool.ts";
import { streamArn, type Stream } from "../stream.ts";
import type { Tools } from "../tools.ts";
import { HttpEndpointSender } from "./http-endpoint.ts";
import { OpenSearchSender } from "./opensearch.ts";
import type { OutgoingRecord, Refusal, Sender } from "./sender.ts";
import { SplunkSender } from "./splunk.ts";

/** One request of the batch that is not through yet. */
interface Pending {
  readonly id: string;
  readonly records: readonly OutgoingRecord[];
  readonly attempts: number;
  readonly firstFailedMs: number | undefined;
}

interface Attempt {
  readonly records: readonly OutgoingRecord[];
  readonly begunMs: number;
}

export class EndpointDelivery {
  readonly #tools: Tools;
  readonly #host: ServiceHost;
  readonly #batch: Batch;
  #requests: AsyncGenerator<readonly OutgoingRecord[]> | undefined;
  #pending: Pending | undefined;
  #failures: Spool | undefined;
  #sender: Sender | undefined;
  #senderVersion = 0;
  #ended = false;

  constructor(tools: Tools, batch: Batch) {
    this.#tools = tools;
    this.#host = tools.host;
    this.#batch = batch;
  }

  /**
   * Sends what has not been sent yet. Resolves with the file of the records that failed for good, if any did.
   * Errors: EngineError `unavailable`: call it again later.
   */
  async attempt(stream: Stream, endpoint: Endpoint, signal: AbortSignal): Promise<string | undefined> {
    this.#requests ??= requestsOf(this.#batch);
    while (!this.#ended) {
      const pending = this.#pending ?? (await this.#next());
      if (!pending) break;
      await this.#send(pending, stream, endpoint, signal);
    }
    this.#ended = true;
    await this.#failures?.close();
    return this.#failures?.path;
  }

  /** Closes the files that it reads; the batch deletes them. */
  async close(): Promise<void> {
    await this.#requests?.return(undefined);
  }

  async #next(): Promise<Pending | undefined> {
    const next = await this.#requests?.next();
    if (!next || next.done === true) return undefined;
    return { id: uuid(), records: next.value, attempts: 0, firstFailedMs: undefined };
  }

  async #send(pending: Pending, stream: Stream, endpoint: Endpoint, signal: AbortSignal): Promise<void> {
    this.#pending = pending;
    const sender = this.#senderFor(stream, endpoint);
    const { id, records } = pending;
    const { clock } = this.#host;
    const begunMs = clock.now();
    const refusals = await sender.send({ id, records, nowMs: begunMs, signal });
    if (signal.aborted && refusals.length > 0) throw retryLater("the delivery was stopped");
    this.#tell(stream, endpoint, { records, begunMs }, refusals);
    const nowMs = clock.now();
    const attempts = pending.attempts + 1;
    const firstFailedMs = pending.firstFailedMs ?? nowMs;
    const durationMs = (endpoint.settings.RetryOptions?.DurationInSeconds ?? 0) * 1000;
    const isOver = nowMs - firstFailedMs >= durationMs;
    const lost = refusals.filter(({ mayRetry }) => isOver || !mayRetry);
    await this.#fail(sender, lost, attempts);
    const again = refusals.filter((refusal) => !lost.includes(refusal));
    const [first] = again;
    this.#pending = first && { id, records: again.map(({ record }) => record), attempts, firstFailedMs };
    if (first) throw retryLater(`${first.code}: ${first.message}`);
  }

  /** Counts the request; one error of each kind is logged. */
  #tell(stream: Stream, endpoint: Endpoint, { records, begunMs }: Attempt, refusals: readonly Refusal[]): void {
    const { metrics, errors, host } = this.#tools;
    const nowMs = host.clock.now();
    const refused = new Set(refusals.map(({ record }) => record));
    const taken = records.filter((record) => !refused.has(record));
    const target = targetOf(endpoint);
    if (taken.length > 0)
      metrics.delivered(target, { records: taken.length, bytes: sizeOf(taken), ageMs: nowMs - oldestMsOf(taken) });
    else metrics.failed(target, nowMs - oldestMsOf(records));
    if (endpoint.kind === "HttpEndpoint") {
      metrics.add("DeliveryToHttpEndpoint.ProcessedRecords", records.length);
      metrics.add("DeliveryToHttpEndpoint.ProcessedBytes", sizeOf(records));
    }
    if (endpoint.kind === "Splunk" && taken.length > 0)
      metrics.add("DeliveryToSplunk.DataAckLatency", (nowMs - begunMs) / 1000);
    const { options, roleArn } = loggingOf(stream);
    for (const [code, { message }] of new Map(refusals.toReversed().map((refusal) => [refusal.code, refusal])))
      errors.report(stream, options, roleArn, { code, message, destination: destinationOf(stream) });
  }

  async #fail(sender: Sender, refusals: readonly Refusal[], attempts: number): Promise<void> {
    const endedMs = this.#host.clock.now();
    for (const refusal of refusals) {
      this.#failures ??= new Spool(this.#batch.file("undelivered"));
      const line = JSON.stringify(sender.errorLine({ ...refusal, attempts, endedMs }));
      this.#failures.add(Buffer.from(`${line}\n`));
      await this.#failures.flush();
    }
  }

  /** A sender may remember things between attempts, but not beyond a change of the settings. */
  #senderFor(stream: Stream, endpoint: Endpoint): Sender {
    if (!this.#sender || this.#senderVersion !== stream.version) {
      this.#sender = this.#newSender(stream, endpoint);
      this.#senderVersion = stream.version;
    }
    return this.#sender;
  }

  #newSender(stream: Stream, endpoint: Endpoint): Sender {
    if (endpoint.kind === "HttpEndpoint") return new HttpEndpointSender(endpoint, streamArn(stream.key));
    if (endpoint.kind === "Splunk") return new SplunkSender(endpoint, this.#host.clock);
    return new OpenSearchSender(endpoint);
  }
}

const sizeOf = (records: readonly OutgoingRecord[]): number =>
  records.reduce((sum, { data }) => sum + data.byteLength, 0);
const oldestMsOf = (records: readonly OutgoingRecord[]): number =>
  records.reduce((oldest, { arrivalMs }) => Math.min(oldest, arrivalMs), Infinity);

const retryLater = (message: string): EngineError => new EngineError("endpoint", "unavailable", message);

async function* requestsOf(batch: Batch): AsyncGenerator<readonly OutgoingRecord[]> {
  let records: OutgoingRecord[] = [];
  let sizeBytes = 0;
  for await (const record of framedRecords(batch)) {
    const isFull =
      sizeBytes + record.data.length > ENDPOINT_REQUEST_MAX_BYTES || records.length >= ENDPOINT_REQUEST_RECORDS_MAX;
    if (records.length > 0 && isFull) {
      yield records;
      records = [];
      sizeBytes = 0;
    }
    records.push(record);
    sizeBytes += record.data.length;
  }
  if (records.length > 0) yield records;
}
