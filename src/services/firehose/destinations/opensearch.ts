// Delivers to OpenSearch or Elasticsearch by _bulk, each record a document.
import { addressOf, type SearchEndpoint } from "../endpoint.ts";
import { ENDPOINT_ANSWER_MAX_BYTES, ENDPOINT_TIMEOUT_MS } from "../limits.ts";
import { indexAt } from "./index-rotation.ts";
import { NoAnswer, post } from "./post.ts";
import {
  base64,
  refuseAll,
  type FailedRecord,
  type OutgoingRecord,
  type Refusal,
  type Sender,
  type Sending,
} from "./sender.ts";

const TOO_MANY_REQUESTS = 429;
const LINE_BREAK = "\n";
/** In JSON a line break outside of texts means nothing, and within texts it is not allowed. */
const LINE_BREAKS = /[\r\n]+/g;

interface BulkItem {
  readonly status?: number;
  readonly error?: { readonly type?: string; readonly reason?: string };
}

export class OpenSearchSender implements Sender {
  readonly #endpoint: SearchEndpoint;

  constructor(endpoint: SearchEndpoint) {
    this.#endpoint = endpoint;
  }

  async send(sending: Sending): Promise<readonly Refusal[]> {
    const { records, signal } = sending;
    const documents = records.filter(isDocument);
    const refused = records
      .filter((record) => !isDocument(record))
      .map((record) => ({ record, code: "400", message: "The record is not a JSON object.", mayRetry: false }));
    if (documents.length === 0) return refused;
    const rest = { ...sending, records: documents };
    try {
      const { status, body } = await post({
        url: new URL("_bulk", `${addressOf(this.#endpoint).replace(/\/+$/, "")}/`),
        headers: { "Content-Type": "application/x-ndjson" },
        body: Buffer.from(documents.map((record) => this.#lines(record)).join("")),
        timeoutMs: ENDPOINT_TIMEOUT_MS,
        // An item of the answer is larger than its action, not than a kilobyte.
        answerMaxBytes: ENDPOINT_ANSWER_MAX_BYTES + documents.length * 1024,
        signal,
      });
      return [...refused, ...(status === 200 ? judge(rest, body) : refuseAll(rest, String(status), body))];
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return [...refused, ...refuseAll(rest, "503", error.message)];
    }
  }

  /** The shape is documented in the guide's page on data delivery failures. */
  errorLine({ record, attempts, code, message, endedMs }: FailedRecord): object {
    const { TypeName: type = "" } = this.#endpoint.settings;
    return {
      attemptsMade: attempts,
      arrivalTimestamp: record.arrivalMs,
      errorCode: code,
      errorMessage: message,
      attemptEndingTimestamp: endedMs,
      esDocumentId: this.#idOf(record) ?? "",
      esIndexName: this.#indexOf(record),
      esTypeName: type,
      rawData: base64(record.data),
    };
  }

  #lines(record: OutgoingRecord): string {
    const { TypeName: type } = this.#endpoint.settings;
    const id = this.#idOf(record);
    const index = {
      _index: this.#indexOf(record),
      ...(type && { _type: type }),
      ...(id !== undefined && { _id: id }),
    };
    const document = Buffer.from(record.data).toString().replaceAll(LINE_BREAKS, " ");
    return JSON.stringify({ index }) + LINE_BREAK + document + LINE_BREAK;
  }

  #indexOf({ arrivalMs }: OutgoingRecord): string {
    const { IndexName: name = "", IndexRotationPeriod: period = "NoRotation" } = this.#endpoint.settings;
    return indexAt(name, period, arrivalMs);
  }

  /** Documented: Firehose makes an id, the same in every attempt, unless the cluster is to make it. */
  #idOf({ sequenceNumber }: OutgoingRecord): string | undefined {
    const format = this.#endpoint.settings.DocumentIdOptions?.DefaultDocumentIdFormat;
    return format === "NO_DOCUMENT_ID" ? undefined : `${sequenceNumber}.0`;
  }
}

/** A collection of OpenSearch Serverless names its endpoint otherwise. */
/** Inferred: what the cluster refuses for the document's own sake is not sent again; 429 and 5xx are. */
function judge(sending: Sending, body: string): readonly Refusal[] {
  const items = itemsOf(body);
  if (items?.length !== sending.records.length) return refuseAll(sending, "200", `Not a bulk response: ${body}`);
  return sending.records.flatMap((record, index) => {
    const { status = 500, error } = items[index] ?? {};
    if (status >= 200 && status < 300) return [];
    const mayRetry = status === TOO_MANY_REQUESTS || status >= 500;
    return [{ record, code: String(status), message: JSON.stringify(error ?? {}), mayRetry }];
  });
}

function itemsOf(body: string): readonly BulkItem[] | undefined {
  try {
    const { items } = JSON.parse(body) as { readonly items?: readonly Readonly<Record<string, BulkItem>>[] };
    return items?.map((item) => Object.values(item)[0] ?? {});
  } catch {
    return undefined; // not JSON
  }
}

function isDocument({ data }: OutgoingRecord): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString());
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false; // not JSON
  }
}
