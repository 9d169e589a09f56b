// Delivers to an HTTP endpoint by the request and response of the guide's "HTTP endpoint delivery specifications".
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { HttpEndpoint } from "../endpoint.ts";
import { ENDPOINT_ANSWER_MAX_BYTES, ENDPOINT_TIMEOUT_MS } from "../limits.ts";
import { NoAnswer, post, type Posted } from "./post.ts";
import { base64, refuseAll, type FailedRecord, type Refusal, type Sender, type Sending } from "./sender.ts";

const compressed = promisify(gzip);
/** Documented. */
const PROTOCOL_VERSION = "1.0";
const USER_AGENT = "Amazon Kinesis Data Firehose Agent/1.0";
/** Documented: the only status that is never tried again. */
const TOO_LARGE = 413;

/** Codes documented in the guide's table of HTTP endpoint errors; texts inferred. */
const NO_ANSWER: Readonly<Record<NoAnswer["reason"], string>> = {
  timeout: "HttpEndpoint.RequestTimeout",
  unreachable: "HttpEndpoint.ConnectionFailed",
  "too-large": "HttpEndpoint.ResponseTooLarge",
};

export class HttpEndpointSender implements Sender {
  readonly #endpoint: HttpEndpoint;
  readonly #sourceArn: string;

  constructor(endpoint: HttpEndpoint, sourceArn: string) {
    this.#endpoint = endpoint;
    this.#sourceArn = sourceArn;
  }

  async send(sending: Sending): Promise<readonly Refusal[]> {
    const { id, records, nowMs, signal } = sending;
    const json = JSON.stringify({
      requestId: id,
      timestamp: nowMs,
      records: records.map(({ data }) => ({ data: base64(data) })),
    });
    const zipped = this.#endpoint.settings.RequestConfiguration?.ContentEncoding === "GZIP";
    try {
      const answer = await post({
        url: new URL(this.#endpoint.settings.EndpointConfiguration?.Url ?? ""),
        headers: this.#headers(id, zipped),
        body: zipped ? await compressed(json) : Buffer.from(json),
        timeoutMs: ENDPOINT_TIMEOUT_MS,
        answerMaxBytes: ENDPOINT_ANSWER_MAX_BYTES,
        signal,
      });
      return judge(sending, answer);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return refuseAll(sending, NO_ANSWER[error.reason], error.message);
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
      subsequenceNumber: 0,
      dataId: `${record.sequenceNumber}.0`,
    };
  }

  #headers(requestId: string, zipped: boolean): Record<string, string> {
    const { settings, accessKey } = this.#endpoint;
    const attributes = settings.RequestConfiguration?.CommonAttributes ?? [];
    const commonAttributes = Object.fromEntries(
      attributes.map(({ AttributeName, AttributeValue }) => [AttributeName, AttributeValue]),
    );
    return {
      "Content-Type": "application/json",
      "User-Agent": USER_AGENT,
      "X-Amz-Firehose-Protocol-Version": PROTOCOL_VERSION,
      "X-Amz-Firehose-Request-Id": requestId,
      "X-Amz-Firehose-Source-Arn": this.#sourceArn,
      ...(accessKey && { "X-Amz-Firehose-Access-Key": accessKey }),
      ...(attributes.length > 0 && { "X-Amz-Firehose-Common-Attributes": JSON.stringify({ commonAttributes }) }),
      ...(zipped && { "Content-Encoding": "gzip" }),
    };
  }
}

/** Documented: taken is 200 with JSON that names the request and a time; anything else is tried again, but 413. */
function judge(sending: Sending, { status, headers, body }: Posted): readonly Refusal[] {
  const answered = `Received the following response from the endpoint destination. ${body}`;
  if (status !== 200) return refuseAll(sending, "HttpEndpoint.DestinationException", answered, status !== TOO_LARGE);
  if (headers["content-type"]?.startsWith("application/json") === true && isReceipt(body, sending.id)) return [];
  const invalid = "The response received from the endpoint is invalid.";
  return refuseAll(sending, "HttpEndpoint.InvalidResponseFromDestination", `${invalid} ${body}`);
}

function isReceipt(body: string, requestId: string): boolean {
  try {
    const receipt = JSON.parse(body) as { readonly requestId?: unknown; readonly timestamp?: unknown } | null;
    return receipt?.requestId === requestId && typeof receipt.timestamp === "number";
  } catch {
    return false; // not JSON at all
  }
}
