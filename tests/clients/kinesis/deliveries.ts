// What a fan-out consumer was sent, over as many subscriptions as it takes.
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import { subscribe } from "./fan-out.ts";

export class Deliveries {
  /** Sequence numbers and texts, in the order of their coming. */
  readonly records: { readonly number: string; readonly text: string }[] = [];
  readonly #shardId: string;
  #continuation: string | undefined;

  constructor(shardId: string) {
    this.#shardId = shardId;
  }

  /** Goes on where the last subscription stopped, until the server is gone or `isEnough`. */
  async follow(kinesis: KinesisClient, consumerArn: string, isEnough: () => boolean): Promise<void> {
    const start = this.#continuation
      ? { Type: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: this.#continuation }
      : { Type: "TRIM_HORIZON" as const };
    if (isEnough()) return;
    try {
      for await (const event of subscribe(kinesis, consumerArn, start, this.#shardId)) {
        for (const { SequenceNumber = "", Data = [] } of event.Records ?? [])
          this.records.push({ number: SequenceNumber, text: Buffer.from(Data).toString() });
        this.#continuation = event.ContinuationSequenceNumber;
        if (isEnough()) return;
      }
    } catch {
      // The connection died with the server.
    }
  }
}
