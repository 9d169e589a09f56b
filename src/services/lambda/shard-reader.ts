// Reads one shard of a stream from a position on, by polling.
import type { Clock } from "../../kit/clock.ts";
import { AwsError } from "../../kit/errors.ts";
import { READ_INTERVAL_MS } from "./limits.ts";
import type { SourceRecord } from "./source-record.ts";
import type { ShardPlace, StreamApi } from "./stream-api.ts";

export const SHARD_END = "SHARD_END";

/** Reads on from a position; polled, as often as `paceMs` says. */
export interface Reader {
  /** The next records, up to so many; none when there are none now. Errors: what the stream's service answers. */
  read(limit: number): Promise<readonly SourceRecord[]>;
  /** Everything was read, and nothing more will come. */
  readonly ended: boolean;
  /** Between two looks for more, at least. */
  readonly paceMs: number;
  close(): void;
}

/** What a later look mends. */
const PASSING = new Set(["ProvisionedThroughputExceededException", "LimitExceededException"]);

export class ShardReader implements Reader {
  readonly paceMs = READ_INTERVAL_MS;
  readonly #clock: Clock;
  readonly #stream: StreamApi;
  /** `position`: of the last record fetched, or undefined before the first. */
  #place: ShardPlace;
  #iterator: string | undefined;
  /** Fetched and not read yet: at most what one GetRecords gives. */
  #fetched: readonly SourceRecord[] = [];
  #fetchedMs = -Infinity;
  #isAtEnd = false;

  constructor(clock: Clock, stream: StreamApi, shard: ShardPlace) {
    this.#clock = clock;
    this.#stream = stream;
    this.#place = shard;
  }

  get ended(): boolean {
    return this.#isAtEnd && this.#fetched.length === 0;
  }

  close(): void {}

  async read(limit: number): Promise<readonly SourceRecord[]> {
    if (this.#fetched.length === 0 && !this.#isAtEnd) await this.#fetch();
    const records = this.#fetched.slice(0, limit);
    this.#fetched = this.#fetched.slice(limit);
    return records;
  }

  /** Once in a while only: others that read the shard have a part of what it allows, too. */
  async #fetch(): Promise<void> {
    if (this.#clock.elapsed() - this.#fetchedMs < READ_INTERVAL_MS) return;
    this.#fetchedMs = this.#clock.elapsed();
    this.#iterator ??= await this.#stream.iterator(this.#place);
    const output = await this.#records();
    if (!output) return;
    this.#iterator = output.next;
    this.#isAtEnd = output.next === undefined;
    this.#fetched = output.records;
    const position = output.records.at(-1)?.sequenceNumber;
    if (position !== undefined) this.#place = { ...this.#place, position };
  }

  async #records() {
    try {
      return await this.#stream.records(this.#iterator ?? "", this.#clock.now());
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (PASSING.has(error.code)) return undefined;
      this.#iterator = undefined;
      if (error.code === "ExpiredIteratorException") return undefined;
      throw error;
    }
  }
}
