// What a pump takes in: records from the source, held until the Lambda buffer is full or its time has come, then processed.
import type { Clock } from "../../kit/clock.ts";
import { deAggregated } from "./aggregated.ts";
import { TAKE_SIZE_MAX_BYTES } from "./limits.ts";
import { run, type Pipeline } from "./processors/pipeline.ts";
import type { Failure, WorkRecord } from "./processors/work.ts";
import type { Source, SourceRecord } from "./source.ts";

export interface Taken {
  readonly records: readonly WorkRecord[];
  readonly failures: readonly Failure[];
  /** As they came from the source. */
  readonly originals: readonly SourceRecord[];
  /** The source's positions before the first of them. */
  readonly since: Readonly<Record<string, string>>;
}

const NO_KEYS = {};

export class Intake {
  readonly #source: Source;
  readonly #clock: Clock;
  #held: SourceRecord[] = [];
  #heldBytes = 0;
  #heldSince: Readonly<Record<string, string>> | undefined;
  #heldAtMs = Infinity;

  constructor(source: Source, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Before everything that is held. */
  get positions(): Readonly<Record<string, string>> {
    return this.#heldSince ?? this.#source.positions();
  }

  /** When what is held is to be processed at the latest, or Infinity. */
  dueMs({ settings }: Pipeline): number {
    return this.#heldAtMs + (settings.lambda?.bufferMs ?? 0);
  }

  /** `idle`: the source had no more just now. `taken`: what is ready for its partitions. */
  async take(pipeline: Pipeline, sizeMaxBytes: number): Promise<{ readonly idle: boolean; readonly taken?: Taken }> {
    const since = this.#heldSince ?? this.#source.positions();
    const fresh = deAggregated(await this.#source.take(Math.min(TAKE_SIZE_MAX_BYTES, sizeMaxBytes)));
    const idle = fresh.length === 0;
    if (pipeline.steps.length === 0 && this.#held.length === 0) {
      const records = fresh.map((record) => ({ ...record, keys: NO_KEYS }));
      return idle ? { idle } : { idle, taken: { records, failures: [], originals: fresh, since } };
    }
    this.#hold(fresh, since);
    const isFull = this.#heldBytes >= (pipeline.settings.lambda?.bufferBytes ?? 0);
    if (this.#held.length === 0 || !(isFull || this.#clock.now() >= this.dueMs(pipeline))) return { idle };
    return { idle, taken: await this.#processed(pipeline, since) };
  }

  #hold(fresh: readonly SourceRecord[], since: Readonly<Record<string, string>>): void {
    if (fresh.length === 0) return;
    this.#heldSince = since;
    this.#heldAtMs = Math.min(this.#heldAtMs, this.#clock.now());
    for (const record of fresh) {
      this.#held.push(record);
      this.#heldBytes += record.data.byteLength;
    }
  }

  async #processed(pipeline: Pipeline, since: Readonly<Record<string, string>>): Promise<Taken> {
    const originals = this.#held;
    const failures: Failure[] = [];
    const records = await run(
      pipeline,
      originals.map((record) => ({ ...record, keys: NO_KEYS })),
      failures,
    );
    this.#held = [];
    this.#heldBytes = 0;
    this.#heldSince = undefined;
    this.#heldAtMs = Infinity;
    return { records, failures, originals, since };
  }
}
