// Delivers to a Splunk HTTP event collector, and waits until its indexers acknowledge.
import type { Clock } from "../../../kit/clock.ts";
import { uuid } from "../../../kit/ids.ts";
import type { SplunkEndpoint } from "../endpoint.ts";
import { ENDPOINT_ANSWER_MAX_BYTES, ENDPOINT_TIMEOUT_MS, SPLUNK_ACK_POLL_MS } from "../limits.ts";
import { pause } from "../pause.ts";
import { NoAnswer, post, type Posted } from "./post.ts";
import { base64, refuseAll, type FailedRecord, type Refusal, type Sender, type Sending } from "./sender.ts";

/** Documented in the guide's table of Splunk errors. */
const ACK_TIMEOUT =
  "Did not receive an acknowledgement from HEC before the HEC acknowledgement timeout expired. Despite the acknowledgement " +
  "timeout, it's possible the data was indexed successfully in Splunk. Firehose backs up in Amazon S3 data for which the " +
  "acknowledgement timeout expired.";
/** Documented in Splunk's reference: where the collector listens. */
const PATHS = { Raw: "/services/collector/raw", Event: "/services/collector/event" } as const;
const ACK_PATH = "/services/collector/ack";
/** Documented in the guide: the token is wrong or disabled, or the event has no form that Splunk takes. */
const FINAL: Readonly<Record<number, string>> = {
  400: "Splunk.InvalidDataFormat",
  401: "Splunk.InvalidToken",
  403: "Splunk.InvalidToken",
};

export class SplunkSender implements Sender {
  readonly #endpoint: SplunkEndpoint;
  readonly #clock: Clock;
  /** Documented: acknowledgements are of a channel. */
  readonly #channel = uuid();

  constructor(endpoint: SplunkEndpoint, clock: Clock) {
    this.#endpoint = endpoint;
    this.#clock = clock;
  }

  async send(sending: Sending): Promise<readonly Refusal[]> {
    const { HECEndpointType: type = "Raw" } = this.#endpoint.settings;
    try {
      const path = `${PATHS[type]}?channel=${this.#channel}`;
      const answer = await this.#post(path, Buffer.concat(sending.records.map(({ data }) => data)), sending.signal);
      const { status, body } = answer;
      if (status !== 200) {
        const final = FINAL[status];
        return refuseAll(sending, final ?? "Splunk.ServerError", `HTTP ${status} ${body}`, final === undefined);
      }
      const ackId = numberIn(body, "ackId");
      if (ackId === undefined)
        return refuseAll(sending, "Splunk.AckParseFailure", `No ackId in the response: ${body}`, false);
      return await this.#acknowledged(sending, ackId);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      const code = error.reason === "timeout" ? "Splunk.ConnectionTimeout" : "Splunk.ConnectionClosed";
      return refuseAll(sending, code, error.message);
    }
  }

  /** The shape is documented in the guide's page on data delivery failures. */
  errorLine({ record, attempts, code, message, endedMs }: FailedRecord): object {
    return {
      attemptsMade: attempts,
      arrivalTimestamp: record.arrivalMs,
      errorCode: code,
      errorMessage: message,
      attemptEndingTimestamp: endedMs,
      rawData: base64(record.data),
      EventId: `${record.sequenceNumber}.0`,
    };
  }

  async #acknowledged(sending: Sending, ackId: number): Promise<readonly Refusal[]> {
    const { HECAcknowledgmentTimeoutInSeconds: timeoutSeconds = 0 } = this.#endpoint.settings;
    const endMs = this.#clock.now() + timeoutSeconds * 1000;
    const body = Buffer.from(JSON.stringify({ acks: [ackId] }));
    while (!sending.signal.aborted) {
      const answer = await this.#post(`${ACK_PATH}?channel=${this.#channel}`, body, sending.signal);
      if (answer.status === 200 && isAcknowledged(answer.body, ackId)) return [];
      if (this.#clock.now() >= endMs) break;
      await pause(this.#clock, SPLUNK_ACK_POLL_MS, sending.signal);
    }
    return refuseAll(sending, "Splunk.AckTimeout", ACK_TIMEOUT);
  }

  #post(path: string, body: Uint8Array, signal: AbortSignal): Promise<Posted> {
    const { HECEndpoint: endpoint = "", HECToken: token = "" } = this.#endpoint.settings;
    return post({
      url: new URL(path, endpoint),
      headers: { Authorization: `Splunk ${token}`, "X-Splunk-Request-Channel": this.#channel },
      body,
      timeoutMs: ENDPOINT_TIMEOUT_MS,
      answerMaxBytes: ENDPOINT_ANSWER_MAX_BYTES,
      signal,
    });
  }
}

function numberIn(body: string, member: string): number | undefined {
  const value = objectIn(body)[member];
  return typeof value === "number" ? value : undefined;
}

function isAcknowledged(body: string, ackId: number): boolean {
  const { acks } = objectIn(body);
  return typeof acks === "object" && acks !== null && Reflect.get(acks, String(ackId)) === true;
}

function objectIn(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {}; // not JSON: then nothing is in it
  }
}
