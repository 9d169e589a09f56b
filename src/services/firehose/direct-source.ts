// The source of a DirectPut stream: its shard of the log.
import { TAKE_RECORDS_MAX } from "./limits.ts";
import type { Source, SourceRecord } from "./source.ts";
import type { FirehoseStore } from "./store.ts";
import type { Stream } from "./stream.ts";

const SHARD = "direct";
/** Sequence numbers have the length of those that Kinesis writes. */
const SEQUENCE_DIGITS = 56;

export const sequenceNumberOf = (position: number): string => `4${String(position).padStart(SEQUENCE_DIGITS - 1, "0")}`;

export class DirectSource implements Source {
  readonly #store: FirehoseStore;
  readonly #stream: Stream;
  #position: number;

  constructor(store: FirehoseStore, stream: Stream, positions: Readonly<Record<string, string>>) {
    this.#store = store;
    this.#stream = stream;
    this.#position = Number(positions[SHARD] ?? 0);
  }

  async take(sizeMaxBytes: number): Promise<readonly SourceRecord[]> {
    const options = { from: this.#position, recordsMax: TAKE_RECORDS_MAX, sizeMaxBytes };
    const records = await this.#store.read(this.#stream, options);
    const last = records.at(-1);
    if (last) this.#position = last.position + 1;
    return records.map(({ data, timestampMs, position }) => ({
      data,
      arrivalMs: timestampMs,
      sequenceNumber: sequenceNumberOf(position),
    }));
  }

  ready(signal: AbortSignal): Promise<void> {
    return this.#store.waitFor(this.#stream, this.#position, signal);
  }

  positions(): Readonly<Record<string, string>> {
    return { [SHARD]: String(this.#position) };
  }

  async delivered(positions: Readonly<Record<string, string>>): Promise<void> {
    await this.#store.trim(this.#stream, Number(positions[SHARD]));
  }
}
