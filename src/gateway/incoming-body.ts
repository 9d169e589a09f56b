// A request's body that has not been asked for yet: read whole within bounds, or handed on as a stream.
import type { Readable } from "node:stream";
import { bodyTooShort } from "../wire/codecs/aws-chunked/errors.ts";
import type { RequestHead } from "../wire/http.ts";
import { bodyTooLarge, requestTimeout } from "./errors.ts";
import type { Incoming } from "./head.ts";
import type { Sender, SlowSenders } from "./slow-senders.ts";

const EMPTY = Buffer.alloc(0);

export class IncomingBody {
  readonly #incoming: Incoming;
  readonly #head: RequestHead;
  readonly #beforeReading: (() => void) | undefined;
  readonly #slowSenders: SlowSenders;
  #taken = false;

  /** `beforeReading` tells a client that asked with `Expect: 100-continue` to send the body. */
  constructor(
    incoming: Incoming,
    head: RequestHead,
    slowSenders: SlowSenders,
    beforeReading: (() => void) | undefined,
  ) {
    this.#incoming = incoming;
    this.#slowSenders = slowSenders;
    this.#head = head;
    this.#beforeReading = beforeReading;
  }

  /** Whether the client was told to send, or sent without asking. */
  get wanted(): boolean {
    return this.#taken || this.#beforeReading === undefined;
  }

  /** As sent, since signatures are of that: what is compressed, the protocols inflate. Errors: AwsError when it is too large, cut short, or not sent in time. */
  read(sizeMaxBytes: number, s3: boolean): Promise<Buffer> | Buffer {
    const { headers, method } = this.#head;
    const length = headers["content-length"];
    if (length === "0" || (length === undefined && (method === "GET" || method === "HEAD"))) return EMPTY;
    if (Number(length) > sizeMaxBytes) throw bodyTooLarge(s3, sizeMaxBytes);
    this.#take();
    return this.#collect(sizeMaxBytes, s3);
  }

  /** The body as it arrives. Errors on the stream: `aborted` when the client goes away, RequestTimeout. */
  stream(): Readable {
    this.#take();
    const incoming = this.#incoming;
    const sender: Sender = { incoming, whole: false, giveUp: () => incoming.destroy(requestTimeout()) };
    this.#slowSenders.watch(sender);
    incoming.once("close", () => this.#slowSenders.forget(sender));
    return incoming;
  }

  #take(): void {
    this.#taken = true;
    if (!this.#incoming.destroyed) this.#beforeReading?.();
  }

  #collect(sizeMaxBytes: number, s3: boolean): Promise<Buffer> {
    const incoming = this.#incoming;
    if (incoming.destroyed) return Promise.reject(bodyTooShort());
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let sizeBytes = 0;
      let ended = false;
      const fail = (error: Error): void => {
        this.#slowSenders.forget(sender);
        incoming.removeAllListeners("data");
        incoming.resume();
        reject(error);
      };
      const sender: Sender = { incoming, whole: true, giveUp: () => fail(requestTimeout()) };
      this.#slowSenders.watch(sender);
      incoming.on("data", (chunk: Buffer) => {
        sizeBytes += chunk.length;
        chunks.push(chunk);
        if (sizeBytes > sizeMaxBytes) fail(bodyTooLarge(s3, sizeMaxBytes));
      });
      // each comes once for a request: `once` would only wrap them
      incoming.on("end", () => {
        ended = true;
        this.#slowSenders.forget(sender);
        resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, sizeBytes));
      });
      incoming.on("error", () => fail(bodyTooShort()));
      incoming.on("close", () => void (ended || fail(bodyTooShort())));
    });
  }
}
